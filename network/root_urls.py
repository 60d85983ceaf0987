"""Addresses that are the same in every language: of a person's calendar, and of an end of mail."""

from django.urls import path

from network.intranet.calendar import views as calendar
from network.intranet.notifications import views as notifications

urlpatterns = [
    path("kalender/<str:token>.ics", calendar.personal_calendar, name="personal_calendar"),
    path("notiser/avsluta/<str:token>/", notifications.end, name="end_notices"),
]
