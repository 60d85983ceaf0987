"""Units, seats, groups and who is in them."""

from datetime import date
from itertools import count
from typing import Any

from core.models import User
from network.models import Appointment, Body, Group, GroupMember, Seat, Unit
from tests.factories.calls import municipality

_numbers = count(1)


def unit(**facts: Any) -> Unit:
    """A department; `name` is in both languages."""
    number = next(_numbers)
    name = facts.pop("name", f"Förvaltning {number}")
    facts = {"profile": municipality(), "key": f"unit-{number}", **facts}
    return Unit.objects.create(name_sv=name, name_en=name, **facts)


def seat(kind: str = "", **facts: Any) -> Seat:
    """A seat of a kind, in no unit unless said; `role` is in both languages."""
    number = next(_numbers)
    role = facts.pop("role", kind or "Handläggare")
    facts = {"profile": municipality(), "key": f"seat-{number}", **facts}
    return Seat.objects.create(kind=kind, role_sv=role, role_en=role, **facts)


def appointed(
    person: User,
    kind: str = "",
    *,
    starts: date | None = None,
    ends: date | None = None,
    **facts: Any,
) -> Seat:
    """A new seat that `person` holds from the first to the last day."""
    made = seat(kind, **facts)
    Appointment.objects.create(seat=made, person=person, starts=starts, ends=ends)
    return made


def body(kind: str = Body.Kind.COMMITTEE, **facts: Any) -> Body:
    """A committee or another body; `name` is in both languages."""
    number = next(_numbers)
    name = facts.pop("name", f"Nämnd {number}")
    facts = {"profile": municipality(), "key": f"body-{number}", **facts}
    return Body.objects.create(kind=kind, name_sv=name, name_en=name, **facts)


def group(kind: str = Group.Kind.WORKING, **facts: Any) -> Group:
    """A group; `name` is in both languages."""
    number = next(_numbers)
    name = facts.pop("name", f"Grupp {number}")
    facts = {"profile": municipality(), "key": f"group-{number}", **facts}
    return Group.objects.create(kind=kind, name_sv=name, name_en=name, **facts)


def member(
    person: User,
    of: Group,
    *,
    matter: str = "",
    starts: date | None = None,
    ends: date | None = None,
) -> GroupMember:
    """`person` in a group; with a matter, for which they reinforce it."""
    return GroupMember.objects.create(
        person=person,
        group=of,
        reinforces=bool(matter),
        matter_sv=matter,
        starts=starts,
        ends=ends,
    )
