"""A unit that is merged or ends: what belongs to it passes on, and history keeps its name."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from core.access.visibility import Visibility, tokens_of
from core.models import AuditEvent, User
from home.models import SubjectContact
from network.intranet.coordination.jobs import pass_on_what_has_ended
from network.models import Appointment, Nomination, Post, Seat, Unit, UnitMember
from tests.factories.calls import area, municipality
from tests.factories.core import UserFactory
from tests.factories.network import appointed, unit
from tests.required import required

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

AT = datetime(2026, 11, 30, 12, tzinfo=UTC)
PAGE = "/sv/natverk/samordning/"
TODAY, YESTERDAY = date(2026, 11, 30), date(2026, 11, 29)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(AT, tick=False) as clock:
        yield clock


@pytest.fixture
def client() -> Client:
    user = UserFactory.create()
    appointed(user, Seat.Kind.COORDINATOR)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def old() -> Unit:
    """With a contact person, one before them, a colleague, a post, a question and a contact."""
    made = unit(name="Gamla kontoret")
    seat = appointed(UserFactory.create(username="contact"), Seat.Kind.CONTACT, unit=made)
    before = UserFactory.create(username="before")
    seat.appointments.create(person=before, ends=date(2025, 12, 31))
    UnitMember.objects.create(unit=made, person=UserFactory.create(username="colleague"))
    facts: dict[str, Any] = {"profile": municipality(), "unit": made}
    visibility = Visibility.DEPARTMENT
    Post.objects.create(title="P", text="T", published_at=AT, visibility=visibility, **facts)
    Nomination.objects.create(asked_at=AT, head_email="chef@example.org", **facts)
    SubjectContact.objects.create(area=area("vatten"), unit=made, email="vatten@example.org")
    return made


def merge(client: Client, old: Unit, new: Unit | None, on: date, **data: str) -> Any:
    data = {"on": str(on), "successor": str(new.pk) if new else "", **data}
    return client.post(f"{PAGE}enheter/{old.pk}/", data)


def test_all_that_belongs_to_a_unit_passes_on_and_history_keeps_its_name(
    client: Client, old: Unit
) -> None:
    new = unit(name="Nya kontoret")
    shown = merge(client, old, new, TODAY).content.decode()
    for told in ("1 uppdrag", "1 person", "1 inlägg", "Nya kontoret"):
        assert told in shown
    old.refresh_from_db()
    assert old.ends is None
    merge(client, old, new, TODAY, action="confirm")
    old.refresh_from_db()
    assert (old.ends, old.successor) == (YESTERDAY, new)
    contact = User.objects.get(username="contact")
    (going_on,) = Appointment.objects.current(TODAY).filter(person=contact)
    assert (going_on.seat.unit, going_on.starts) == (new, TODAY)
    past = Appointment.objects.filter(seat__unit=old).order_by("ends")
    assert [(each.person.username if each.person else "", each.ends) for each in past] == [
        ("before", date(2025, 12, 31)),
        ("contact", YESTERDAY),
    ]
    for name in ("contact", "colleague"):
        tokens = tokens_of(User.objects.get(username=name))
        assert f"unit:{new.pk}" in tokens
        assert f"unit:{old.pk}" not in tokens
    made = Post.objects.get()
    assert (made.unit, made.place) == (new, "Gamla kontoret")
    assert f"unit:{new.pk}" in made.readers
    assert "Gamla kontoret" in client.get(made.get_absolute_url()).content.decode()
    assert Nomination.objects.get().unit == new
    assert SubjectContact.objects.get().unit == new
    actions = set(AuditEvent.objects.values_list("action", flat=True))
    assert {"organisation.succeed_unit", "organisation.pass_on"} <= actions


def test_a_day_ahead_waits_for_the_job_of_that_day(
    client: Client, old: Unit, clock: time_machine.Traveller
) -> None:
    new, tomorrow = unit(name="Nya"), TODAY + timedelta(days=1)
    merge(client, old, new, tomorrow, action="confirm")
    pass_on_what_has_ended(AT)
    assert Post.objects.get().unit == old
    clock.shift(timedelta(days=1))
    pass_on_what_has_ended(AT + timedelta(days=1))
    assert Post.objects.get().unit == new
    before = list(Seat.objects.order_by("pk").values())
    pass_on_what_has_ended(AT + timedelta(days=2))
    assert list(Seat.objects.order_by("pk").values()) == before


def test_what_was_written_in_the_admin_is_done_by_the_job_too(old: Unit) -> None:
    middle = unit(name="Mellan", ends=YESTERDAY)
    new = unit(name="Nya")
    Unit.objects.filter(pk=middle.pk).update(successor=new)
    Unit.objects.filter(pk=old.pk).update(successor=middle, ends=YESTERDAY)
    pass_on_what_has_ended(AT)
    assert Post.objects.get().unit == new


def test_a_unit_that_nothing_comes_after_ends_with_its_seats(client: Client, old: Unit) -> None:
    merge(client, old, None, TODAY, action="confirm")
    old.refresh_from_db()
    assert (old.ends, old.successor) == (YESTERDAY, None)
    assert not Appointment.objects.current(TODAY).filter(seat__unit=old).exists()
    assert Post.objects.get().unit == old
    assert "Gamla kontoret" not in client.get(PAGE).content.decode()


@pytest.mark.parametrize("wrong", ["no end", "itself", "circle"])
def test_a_successor_that_cannot_be_one_is_refused(old: Unit, wrong: str) -> None:
    new = unit(ends=YESTERDAY)
    if wrong == "circle":
        Unit.objects.filter(pk=new.pk).update(successor=old)
    old.successor = old if wrong == "itself" else Unit.objects.get(pk=new.pk)
    old.ends = None if wrong == "no end" else YESTERDAY
    with pytest.raises(ValidationError):
        old.full_clean()


def test_only_who_coordinates_merges(old: Unit) -> None:
    contact = required(User.objects.filter(username="contact").first())
    other = Client()
    other.force_login(contact)
    assert merge(other, old, None, TODAY, action="confirm").status_code == 403
    old.refresh_from_db()
    assert old.ends is None
