"""Whose training log somebody reads, and what it comes to in a year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, Q, Sum
from django.db.models.functions import Cast, Coalesce

from core.access.visibility import is_known
from network.intranet.events.models import Event
from network.intranet.rights import may_coordinate
from network.organisation.models import Appointment, Seat, Unit

if TYPE_CHECKING:
    from core.models import MunicipalityProfile, User

ANSWER_FOR_THEIR_UNIT = (Seat.Kind.CONTACT, Seat.Kind.HEAD)


@dataclass(frozen=True)
class Amount:
    """How many people at how many occasions, and for how many hours as far as they are stated."""

    people: int = 0
    number: int = 0
    hours: Decimal = Decimal(0)


@dataclass(frozen=True)
class UnitYear:
    """What a unit has done in a year and what it plans; None are those of no unit, or all."""

    unit: Unit | None
    done: Amount
    planned: Amount


class TrainingQuerySet(models.QuerySet):
    """Every list of the log begins with `visible_to`."""

    def visible_to(self, user: "User | AnonymousUser", on: date) -> Self:
        """Their own, that of the units they answer for, and all for who coordinates.

        What others learnt at an event that one may not read stays with them.
        """
        if not is_known(user):
            return self.none()
        named = self.filter(person__isnull=False)
        if may_coordinate(user):
            return named
        open_events = Q(event=None) | Q(event__in=Event.objects.visible_to(user))
        theirs = Q(unit__in=answered_for(user, on)) & open_events
        return named.filter(Q(person=user) | theirs)


def answered_for(user: "User | AnonymousUser", on: date) -> models.QuerySet[Unit]:
    """The units of which somebody is contact person or head today, or the deputy of one."""
    held = Appointment.objects.current(on).filter(person=user.pk)
    held = held.filter(seat__in=Seat.objects.current(on))
    seats = Seat.objects.current(on).filter(kind__in=ANSWER_FOR_THEIR_UNIT)
    seats = seats.filter(Q(pk__in=held.values("seat")) | Q(deputy__in=held.values("seat")))
    return Unit.objects.current(on).filter(pk__in=seats.values("unit"))


def by_year(profile: "MunicipalityProfile", year: int) -> list[UnitYear]:
    """The year of each unit that has anything, in their order, and last that of all together.

    Nobody is named: the network may read it, and the yearly report. Two queries.
    """
    rows = profile.trainings.filter(year=year).order_by()
    of_units: dict[int | None, dict[bool, Amount]] = {}
    for row in _amounts(rows, "unit", "done"):
        of_units.setdefault(row["unit"], {})[row["done"]] = _amount(row)
    if not of_units:
        return []
    units: Sequence[Unit | None] = list(Unit.objects.filter(pk__in=[k for k in of_units if k]))
    lines = [_year(unit, of_units[unit.pk if unit else None]) for unit in units]
    if None in of_units:
        lines.append(_year(None, of_units[None]))
    return [*lines, _year(None, {row["done"]: _amount(row) for row in _amounts(rows, "done")})]


def _amounts(rows: models.QuerySet, *by: str) -> models.QuerySet[Any, dict[str, Any]]:
    """A forgotten person counts as one still."""
    who = Coalesce(
        Cast("person", models.CharField(max_length=40)),
        Cast("former", models.CharField(max_length=40)),
    )
    return rows.values(*by).annotate(
        people=Count(who, distinct=True),
        number=Count("occasion", distinct=True),
        hours=Sum("hours"),
    )


def _amount(row: Mapping[str, Any]) -> Amount:
    return Amount(row["people"], row["number"], row["hours"] or Decimal(0))


def _year(unit: Unit | None, amounts: Mapping[bool, Amount]) -> UnitYear:
    return UnitYear(unit, amounts.get(True, Amount()), amounts.get(False, Amount()))
