"""Who is in the directory today, with everything that a line of it shows."""

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Collate

from core.models import User
from core.words.sorting import SWEDISH
from network.organisation.models import Appointment, GroupMember, Seat, UnitMember


@dataclass(frozen=True)
class Wanted:
    """What people are looked for by; what is empty is not asked."""

    unit: int | None = None  # primary keys
    area: int | None = None
    language: str = ""  # ISO 639
    country: str = ""  # ISO 3166-1


def directory(on: date) -> QuerySet[User]:
    """Whoever holds a seat or is in a group on the day, and whoever has made a card.

    Accounts that are closed are left out. In Swedish order, with their seats and cards.
    """
    held, members = Appointment.objects.current(on), GroupMember.objects.current(on)
    held = held.filter(seat__in=Seat.objects.current(on))
    there = Q(pk__in=held.values("person")) | Q(pk__in=members.values("person"))
    people = User.objects.filter(there | Q(card__isnull=False), is_active=True)
    units = UnitMember.objects.current(on)
    groups = members.select_related("group").prefetch_related("units", "bodies")
    return (
        people.select_related("card")
        .prefetch_related(
            "card__areas__scheme",
            "card__languages",
            "card__stays",
            Prefetch("appointments", held.select_related("seat__unit", "seat__body"), "held"),
            Prefetch("unit_memberships", units.select_related("unit"), "belongs_to"),
            Prefetch("group_memberships", groups, "groups_of"),
        )
        .order_by(Collate("first_name", SWEDISH), Collate("last_name", SWEDISH), "pk")
    )


def narrowed(people: QuerySet[User], wanted: Wanted, on: date) -> QuerySet[User]:
    """Those whom all that is asked fits."""
    if wanted.unit:
        held = Appointment.objects.current(on).filter(seat__unit=wanted.unit)
        members = UnitMember.objects.current(on).filter(unit=wanted.unit)
        covers = GroupMember.objects.current(on).filter(units=wanted.unit)
        theirs = (Q(pk__in=rows.values("person")) for rows in (held, members, covers))
        people = people.filter(reduce(or_, theirs))
    if wanted.area:
        people = people.filter(card__areas=wanted.area)
    if wanted.language:
        people = people.filter(card__languages__language=wanted.language)
    if wanted.country:
        people = people.filter(pk__in=User.objects.filter(card__stays__country=wanted.country))
    return people
