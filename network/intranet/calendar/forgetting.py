"""What is forgotten with a person: the address of their calendar, and what they were invited to."""

from core.models import User
from network.intranet.calendar.models import CalendarFeed, Invitation


def forget_calendar(person: User) -> None:
    """Their copies elsewhere are no longer fed."""
    CalendarFeed.objects.filter(person=person).delete()
    Invitation.objects.filter(person=person).delete()
