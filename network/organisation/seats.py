"""Who sits where: what somebody holds, and what is forgotten with a person."""

from collections.abc import Sequence
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from core.models import User
from network.organisation.models import (
    Appointment,
    Group,
    GroupMember,
    Nomination,
    UnitMember,
)


def leave_seats(person: User) -> None:
    """Which seats were held from when to when stays, without the person."""
    Appointment.objects.filter(person=person).update(person=None)
    UnitMember.objects.filter(person=person).delete()
    GroupMember.objects.filter(person=person).delete()
    Nomination.objects.filter(person=person).update(name="", email="", head_email="")


def seats_of(person: User | AnonymousUser, on: date) -> Sequence[Appointment]:
    """The appointments of a day, each with its seat and where that belongs."""
    held = Appointment.objects.current(on).filter(person=person.pk)
    return list(held.select_related("seat__unit", "seat__body"))


def groups_of(person: User | AnonymousUser, on: date) -> QuerySet[Group]:
    """The groups of a day that they are a member of; who reinforces one is none."""
    members = GroupMember.objects.current(on).filter(person=person.pk, reinforces=False)
    return Group.objects.current(on).filter(pk__in=members.values("group"))
