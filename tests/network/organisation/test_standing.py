"""What somebody may read follows their seats, units and groups, from the first day to the last."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group as Rights
from django.db import IntegrityError
from django.test import Client

from core.access.visibility import tokens_of
from core.models import AuditEvent, User
from home.loading import groups
from home.loading.groups import EDITORS, STRATEGISTS
from home.loading.merge import Merge
from network.models import Appointment, Group, GroupMember, Seat, UnitMember
from network.organisation.seats import leave_seats
from tests.factories.closed import CLOSED
from tests.factories.core import UserFactory
from tests.factories.network import appointed, group, member, seat, unit

pytestmark = pytest.mark.django_db  # the query is text, which both databases have to understand

NETWORK = {"network"}
COORDINATION = {"network", "coordination", "department", "group"}
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
OF_GROUPS = {  # than the group's own, for a member
    Group.Kind.NETWORK: NETWORK,
    Group.Kind.ADMINISTRATIVE: NETWORK,
    Group.Kind.WORKING: set(),
}


@pytest.fixture
def person() -> User:
    return UserFactory.create()


def more(person: User) -> set[str]:
    """What `person` reads besides what everybody who is logged in does."""
    return set(tokens_of(person)) - {"public", "staff", f"author:{person.pk}"}


def test_the_tables_have_every_kind() -> None:
    assert set(MORE) == {"", *Seat.Kind.values}
    assert set(OF_GROUPS) == set(Group.Kind.values)


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


@pytest.mark.parametrize("kind", OF_GROUPS)
def test_a_member_reads_what_is_for_the_group_and_by_its_kind_for_the_network(
    person: User, kind: Any
) -> None:
    ours, _another = group(kind), group(Group.Kind.NETWORK)
    member(person, ours)
    assert more(person) == OF_GROUPS[kind] | {f"group:{ours.pk}"}


@pytest.mark.parametrize("kind", OF_GROUPS)
def test_who_reinforces_a_group_reads_what_is_for_it_and_no_more(person: User, kind: Any) -> None:
    ours = group(kind)
    member(person, ours, matter="En ansökan", ends=date(2999, 1, 1))
    assert more(person) == {f"group:{ours.pk}"}


def test_who_is_a_member_and_reinforces_another_group_is_of_the_network(person: User) -> None:
    ours, theirs = group(Group.Kind.ADMINISTRATIVE), group()
    member(person, ours)
    member(person, theirs, matter="En ansökan", ends=date(2999, 1, 1))
    assert more(person) == {"network", f"group:{ours.pk}", f"group:{theirs.pk}"}


@pytest.mark.parametrize(
    ("now", "reads"),
    [
        (datetime(2026, 1, 31, 22, 59, tzinfo=UTC), False),
        (datetime(2026, 1, 31, 23, 0, tzinfo=UTC), True),
        (datetime(2026, 3, 31, 21, 59, tzinfo=UTC), True),
        (datetime(2026, 3, 31, 22, 0, tzinfo=UTC), False),
    ],
)
@pytest.mark.parametrize("dated", ["group", "member", "reinforcement"])
def test_a_group_too_from_the_first_day_to_the_last(
    person: User, now: datetime, dated: str, *, reads: bool
) -> None:
    days = {"starts": date(2026, 2, 1), "ends": date(2026, 3, 31)}
    ours = group(Group.Kind.NETWORK, **(days if dated == "group" else {}))
    matter = "En ansökan" if dated == "reinforcement" else ""
    member(person, ours, matter=matter, **({} if dated == "group" else days))
    expected = {f"group:{ours.pk}"} | (set() if matter else NETWORK)
    with time_machine.travel(now, tick=False):
        assert more(person) == (expected if reads else set())


@pytest.mark.parametrize("lacking", [{"matter_sv": ""}, {"ends": None}])
def test_nobody_reinforces_without_a_matter_or_for_ever(
    person: User, lacking: dict[str, Any]
) -> None:
    facts = {"matter_sv": "En ansökan", "ends": date(2026, 3, 31), **lacking}
    with pytest.raises(IntegrityError, match="reinforces"):
        GroupMember.objects.create(person=person, group=group(), reinforces=True, **facts)


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
    member(person, group(Group.Kind.NETWORK))
    person.is_active = False
    assert set(tokens_of(person)) == {"public"}
    person.is_active = True
    leave_seats(person)
    assert more(person) == set()
    assert Appointment.objects.get().person is None
    assert not GroupMember.objects.exists()


def test_it_costs_one_query(person: User, django_assert_num_queries: Callable[[int], Any]) -> None:
    for kind in MORE:
        appointed(person, kind, unit=unit())
        UnitMember.objects.create(unit=unit(), person=person)
        member(person, group())
    with django_assert_num_queries(1):
        assert len(more(person)) == 3 * len(MORE) + len(COORDINATION)


@pytest.mark.parametrize("rights", [*EDITORS, STRATEGISTS])
def test_nobody_who_edits_pages_and_records_gives_themselves_a_seat_or_a_group(
    client: Client, person: User, rights: str
) -> None:
    groups.store(merge=Merge("rights of the tests"))
    held, ours = appointed(person), group()
    person.groups.add(Rights.objects.get(name=rights))
    client.force_login(person)
    for model, pk in (
        ("seat", held.pk),
        ("appointment", CLOSED),
        ("unitmember", CLOSED),
        ("group", ours.pk),
        ("groupmember", CLOSED),
    ):
        for path in (f"edit/{pk}/", "add/"):
            answer = client.post(
                f"/admin/snippets/network/{model}/{path}",
                {
                    "kind": Group.Kind.NETWORK if model == "group" else Seat.Kind.COORDINATOR,
                    "person": person.pk,
                    "seat": held.pk,
                    "group": ours.pk,
                },
            )
            assert answer.status_code in (302, 404), model
    assert more(person) == set()
    assert Appointment.objects.count() == 1
    ours.refresh_from_db()
    assert ours.kind == Group.Kind.WORKING


@pytest.mark.parametrize("gives", [appointed, lambda person: member(person, group())])
def test_an_appointment_and_a_membership_are_changes_of_rights(
    person: User, gives: Callable[[User], Any]
) -> None:
    gives(person)
    event = AuditEvent.objects.filter(action="core.change_rights").latest("pk")
    assert event.object_id == str(person.pk)
