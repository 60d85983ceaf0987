"""Who sits where: what somebody holds, and what is forgotten with a person."""

from collections.abc import Sequence
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from core.models import User
from network.organisation.models import (
    Appointment,
    Group,
    GroupMember,
    Nomination,
    Seat,
    Unit,
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


def units_of(person: User, on: date) -> QuerySet[Unit]:
    """The units in which they work or hold a seat on a day."""
    held = Appointment.objects.current(on).filter(
        person=person.pk, seat__in=Seat.objects.current(on)
    )
    works = UnitMember.objects.current(on).filter(person=person.pk)
    theirs = Q(pk__in=held.values("seat__unit")) | Q(pk__in=works.values("unit"))
    return Unit.objects.current(on).filter(theirs)


def first_unit_of(person: User, on: date, *, rather: Unit | None) -> Unit | None:
    """The one of `rather`, where it is among theirs; `rather` too where they have none."""
    units = list(units_of(person, on))
    return rather if rather in units or not units else units[0]


def people_of(units: QuerySet[Unit], on: date) -> QuerySet[User]:
    """Those who work or hold a seat in one of the units on a day, by name."""
    seats = Seat.objects.current(on).filter(unit__in=units.values("pk"))
    held = Appointment.objects.current(on).filter(seat__in=seats)
    works = UnitMember.objects.current(on).filter(unit__in=units.values("pk"))
    theirs = Q(pk__in=held.values("person")) | Q(pk__in=works.values("person"))
    people = User.objects.filter(theirs, is_active=True)
    return people.order_by("first_name", "last_name", "username")
