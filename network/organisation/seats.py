"""Who sits where: what is forgotten with a person."""

from core.models import User
from network.organisation.models import Seat


def leave_seats(person: User) -> None:
    """The role stays, without the person."""
    Seat.objects.filter(person=person).update(person=None)
