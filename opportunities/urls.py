from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from opportunities.programmes.views import programme_list, programme_page
from opportunities.views.detail import call_calendar, call_page
from opportunities.views.listing import call_list

calls = [
    path("", call_list, name="call_list"),
    path("<slug:reference>/", call_page, name="call"),
    path(_("<slug:reference>/calendar.ics"), call_calendar, name="call_calendar"),
]
programmes = [
    path("", programme_list, name="programmes"),
    path("<slug:slug>/", programme_page, name="programme"),
]

urlpatterns = [
    path(_("calls/"), include(calls)),
    path(_("programmes/"), include(programmes)),
]
