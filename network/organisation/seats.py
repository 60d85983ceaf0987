"""Who sits where: what is forgotten with a person."""

from core.models import User
from network.organisation.models import Appointment, GroupMember, UnitMember


def leave_seats(person: User) -> None:
    """Which seats were held from when to when stays, without the person."""
    Appointment.objects.filter(person=person).update(person=None)
    UnitMember.objects.filter(person=person).delete()
    GroupMember.objects.filter(person=person).delete()
