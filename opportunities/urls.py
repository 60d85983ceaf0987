from django.urls import path
from django.utils.translation import gettext_lazy as _

from opportunities.views.detail import call_calendar, call_page
from opportunities.views.listing import call_list

urlpatterns = [
    path("", call_list, name="call_list"),
    path("<slug:reference>/", call_page, name="call"),
    path(_("<slug:reference>/calendar.ics"), call_calendar, name="call_calendar"),
]
