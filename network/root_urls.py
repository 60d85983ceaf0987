"""A person's calendar has one address, whatever the language."""

from django.urls import path

from network.intranet.calendar import views as calendar

urlpatterns = [
    path("kalender/<str:token>.ics", calendar.personal_calendar, name="personal_calendar")
]
