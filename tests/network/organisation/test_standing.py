"""What somebody may read follows the seats they hold, from the first day to the last."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import Client

from core.access.visibility import tokens_of
from core.models import AuditEvent, User
from home.loading import groups
from home.loading.groups import EDITORS, STRATEGISTS
from home.loading.merge import Merge
from network.models import Appointment, Seat, UnitMember
from network.organisation.seats import leave_seats
from tests.factories.closed import CLOSED
from tests.factories.core import UserFactory
from tests.factories.network import appointed, seat, unit

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

NETWORK = {"network"}
COORDINATION = {"network", "coordination", "department"}
MORE = {  # than the staff of a unit reads
    "": set(),
    Seat.Kind.CONTACT: NETWORK,
    Seat.Kind.COORDINATOR: COORDINATION,
    Seat.Kind.SUPPORT: NETWORK,
    Seat.Kind.PROJECT_FINANCE: NETWORK,
    Seat.Kind.HEAD: set(),
    Seat.Kind.SECRETARY: set(),
    Seat.Kind.REGISTRAR: set(),
    Seat.Kind.FINANCE: set(),
    Seat.Kind.POLITICIAN: set(),
}


@pytest.fixture
def person() -> User:
    return UserFactory.create()


def more(person: User) -> set[str]:
    """What `person` reads besides what everybody who is logged in does."""
    return set(tokens_of(person)) - {"public", "staff", f"author:{person.pk}"}


def test_the_table_has_every_kind() -> None:
    assert set(MORE) == {"", *Seat.Kind.values}


@pytest.mark.parametrize("kind", MORE)
def test_a_seat_gives_what_its_kind_needs_and_its_unit(person: User, kind: str) -> None:
    office = unit()
    appointed(person, kind, unit=office)
    assert more(person) == MORE[kind] | {f"unit:{office.pk}"}


@pytest.mark.parametrize(
    ("now", "reads"),
    [
        (datetime(2026, 1, 31, 22, 59, tzinfo=UTC), False),  # a minute to midnight in Sweden
        (datetime(2026, 1, 31, 23, 0, tzinfo=UTC), True),
        (datetime(2026, 3, 31, 21, 59, tzinfo=UTC), True),
        (datetime(2026, 3, 31, 22, 0, tzinfo=UTC), False),
    ],
)
@pytest.mark.parametrize("dated", ["appointment", "seat", "unit", "member"])
def test_it_reads_from_the_first_day_to_the_last_in_swedish_time(
    person: User, now: datetime, dated: str, *, reads: bool
) -> None:
    days = {"starts": date(2026, 2, 1), "ends": date(2026, 3, 31)}
    office = unit(**days) if dated == "unit" else unit()
    if dated == "member":
        UnitMember.objects.create(unit=office, person=person, **days)
        expected = {f"unit:{office.pk}"}
    else:
        made = seat(Seat.Kind.CONTACT, unit=office, **(days if dated == "seat" else {}))
        held = days if dated == "appointment" else {}
        Appointment.objects.create(seat=made, person=person, **held)
        expected = {f"unit:{office.pk}", "network"}
    with time_machine.travel(now, tick=False):
        assert more(person) == (expected if reads else set())


def test_whoever_holds_the_seat_of_the_deputy_reads_as_the_seat_does(person: User) -> None:
    office = unit()
    deputy = appointed(person)
    seat(Seat.Kind.CONTACT, unit=office, deputy=deputy)
    assert more(person) == {"network", f"unit:{office.pk}"}
    deputy.appointments.update(ends=date(2020, 1, 1))
    assert more(person) == set()


def test_who_is_deactivated_or_forgotten_has_none(person: User) -> None:
    appointed(person, Seat.Kind.COORDINATOR, unit=unit())
    UnitMember.objects.create(unit=unit(), person=person)
    person.is_active = False
    assert set(tokens_of(person)) == {"public"}
    person.is_active = True
    leave_seats(person)
    assert more(person) == set()
    assert Appointment.objects.get().person is None


def test_it_costs_one_query(person: User, django_assert_num_queries: Callable[[int], Any]) -> None:
    for kind in MORE:
        appointed(person, kind, unit=unit())
        UnitMember.objects.create(unit=unit(), person=person)
    with django_assert_num_queries(1):
        assert len(more(person)) == 2 * len(MORE) + len(COORDINATION)


@pytest.mark.parametrize("group", [*EDITORS, STRATEGISTS])
def test_nobody_who_edits_pages_and_records_gives_themselves_a_seat(
    client: Client, person: User, group: str
) -> None:
    groups.store(merge=Merge("rights of the tests"))
    held = appointed(person)
    person.groups.add(Group.objects.get(name=group))
    client.force_login(person)
    for model, pk in (("seat", held.pk), ("appointment", CLOSED), ("unitmember", CLOSED)):
        for path in (f"edit/{pk}/", "add/"):
            answer = client.post(
                f"/admin/snippets/network/{model}/{path}",
                {"kind": Seat.Kind.COORDINATOR, "person": person.pk, "seat": held.pk},
            )
            assert answer.status_code in (302, 404), model
    assert more(person) == set()
    assert Appointment.objects.count() == 1


def test_an_appointment_is_a_change_of_rights(person: User) -> None:
    appointed(person, Seat.Kind.CONTACT)
    event = AuditEvent.objects.filter(action="core.change_rights").latest("pk")
    assert event.object_id == str(person.pk)
