"""Who sits where: what is forgotten with a person."""

from core.models import User
from core.operation import erasure
from network.organisation.models import Seat


def _leave(person: User) -> None:
    """The role stays, without the person."""
    Seat.objects.filter(person=person).update(person=None)


def register() -> None:
    """Called once, when the apps are ready."""
    erasure.parts.register("seats", _leave)
