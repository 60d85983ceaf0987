"""What somebody may read by the seats they hold today and the units they work in."""

from datetime import date

from django.db.models import CharField, F, Q, Value
from django.utils import timezone

from core.access.visibility import Standing
from core.models import User
from core.words.dates import local
from network.organisation.models import Appointment, Seat, UnitMember
from network.organisation.querysets import current

# Whoever holds one of these is of the network; the others read as the staff of their unit.
OF_THE_NETWORK = frozenset(
    {Seat.Kind.CONTACT, Seat.Kind.COORDINATOR, Seat.Kind.SUPPORT, Seat.Kind.PROJECT_FINANCE}
)


def standing(user: User) -> Standing:
    """The standing that seats and units give `user` today, in Swedish time. One query."""
    rows = set(_seats_and_units(user, local(timezone.now()).date()))
    kinds = {kind for kind, _unit in rows}
    return Standing(
        units=frozenset(unit for _kind, unit in rows if unit),
        in_network=not kinds.isdisjoint(OF_THE_NETWORK),
        coordinates=Seat.Kind.COORDINATOR in kinds,
    )


def _seats_and_units(user: User, on: date) -> list[tuple[str, int | None]]:
    """Each seat as its kind and unit, and each unit without a seat; of units that are there.

    Whoever holds the seat of its deputy holds a seat too.
    """
    appointed = Appointment.objects.current(on).filter(current(on, "seat__"), person=user)
    held = appointed.values("seat")
    seats = Seat.objects.current(on).filter(Q(pk__in=held) | Q(deputy__in=held))
    seats = seats.filter(Q(unit=None) | current(on, "unit__"))
    member = UnitMember.objects.current(on).filter(current(on, "unit__"), person=user)
    units = member.order_by().values_list(Value("", CharField()), F("unit"))
    return list(seats.order_by().values_list("kind", "unit").union(units))
