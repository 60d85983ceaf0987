from django.urls import path
from django.utils.translation import gettext_lazy as _

from network.intranet.events.views import answering, files, pages, running, writing

urlpatterns = [
    path("", pages.meetings, name="meetings"),
    path(_("new/"), writing.new_meeting, name="new_meeting"),
    path("<int:pk>/", pages.meeting, name="meeting"),
    path(_("<int:pk>/edit/"), writing.change_meeting, name="change_meeting"),
    path(_("<int:pk>/cancel/"), writing.cancel_meeting, name="cancel_meeting"),
    path(_("<int:pk>/answer/"), answering.answer_meeting, name="answer_meeting"),
    path(_("<int:pk>/agenda/"), running.agenda, name="meeting_agenda"),
    path(_("<int:pk>/minutes/"), running.minutes, name="meeting_minutes"),
    path(_("<int:pk>/attendance/"), running.attendance, name="meeting_attendance"),
    path(_("<int:pk>/tasks/<int:item>/done/"), answering.finish, name="finish_task"),
    path(_("<int:pk>/files/"), files.meeting_files, name="meeting_files"),
    path(_("<int:pk>/files/<int:file>/"), files.meeting_file, name="meeting_file"),
]
