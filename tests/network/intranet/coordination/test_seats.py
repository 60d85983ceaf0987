"""A seat is ended, extended and handed over, after it was said what that does."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from core.models import AuditEvent, User
from network.models import Appointment, Nomination, Post, Seat
from tests.factories.calls import municipality
from tests.factories.core import UserFactory
from tests.factories.network import appointed, unit
from tests.required import required

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

AT = datetime(2026, 11, 30, 12, tzinfo=UTC)
PAGE = "/sv/natverk/samordning/"
LAST = date(2026, 12, 31)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(AT, tick=False) as clock:
        yield clock


def client_of(kind: str, **facts: Any) -> tuple[Client, Appointment]:
    user = UserFactory.create(first_name="Den som", last_name="samordnar")
    held = appointed(user, kind, **facts).appointments.get()
    client = Client()
    client.force_login(user)
    return client, held


def test_what_it_does_is_said_before_it_is_done() -> None:
    client, _own = client_of(Seat.Kind.COORDINATOR)
    leaving = UserFactory.create(first_name="Den", last_name="Lämnar")
    held = appointed(leaving, Seat.Kind.CONTACT, unit=unit()).appointments.get()
    Post.objects.create(
        profile=municipality(), author=leaving, title="Kvar", text="T", published_at=AT
    )
    path = f"{PAGE}uppdrag/{held.pk}/"
    assert f'href="{path}"' in client.get(PAGE).content.decode()
    data = {"last_day": str(LAST), "language": "sv"}
    shown = client.post(path, data).content.decode()
    for told in ("31 december 2026", "1 inlägg", "inget som är för EU-nätverket"):
        assert told in shown
    held.refresh_from_db()
    assert held.ends is None
    assert client.post(path, {**data, "action": "confirm"})["Location"] == PAGE
    held.refresh_from_db()
    assert held.ends == LAST
    assert "Lämnar" in client.get(PAGE).content.decode()
    assert AuditEvent.objects.get(action="organisation.end_appointment").object_id == str(held.pk)
    client.post(path, {"last_day": "", "language": "sv", "action": "confirm"})
    held.refresh_from_db()
    assert held.ends is None
    assert Post.objects.get().author == leaving


def test_who_follows_says_yes_and_takes_over_what_is_open(
    clock: time_machine.Traveller,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    client, _own = client_of(Seat.Kind.COORDINATOR)
    leaving, held = client_of(Seat.Kind.COORDINATOR)
    office = unit()
    leaving.post(f"{PAGE}fraga/{office.pk}/", {"head_email": "chef@example.org", "language": "sv"})
    data = {"last_day": str(LAST), "name": "Ny", "email": "ny@example.org", "language": "sv"}
    path = f"{PAGE}uppdrag/{held.pk}/"
    assert "Ny (ny@example.org) får frågan" in client.post(path, data).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(path, {**data, "action": "confirm"})
    to_new = next(str(each.body) for each in mail.outbox if each.to == ["ny@example.org"])
    link = required(re.search(r"http://[^/\s]+(/sv/\S+/brev/\S+)", to_new))[1]
    page = BeautifulSoup(Client().get(link).content, "html.parser")
    shown = required(page.find("input", {"name": "shown"}))["value"]
    clock.shift(timedelta(seconds=10))
    Client().post(link, {"shown": shown, "answer": "yes"})
    new = User.objects.get(email="ny@example.org")
    following = held.seat.appointments.get(person=new)
    held.refresh_from_db()
    assert (held.ends, following.starts) == (LAST, LAST + timedelta(days=1))
    assert Nomination.objects.get(unit=office).asked_by == new


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"last_day": "2026-10-31"}, "före den första"),
        ({"last_day": "x"}, "Sista dag"),
        ({"email": "ny@example.org", "last_day": str(LAST)}, "Skriv också namnet"),
        ({"name": "Ny", "last_day": str(LAST)}, "Skriv också adressen"),
        ({"name": "Ny", "email": "ny@example.org", "last_day": ""}, "Välj den sista dagen"),
    ],
)
def test_what_is_wrong_is_said(data: dict[str, str], sentence: str) -> None:
    client, _own = client_of(Seat.Kind.COORDINATOR)
    seat = appointed(UserFactory.create(), Seat.Kind.CONTACT, unit=unit(), starts=date(2026, 11, 1))
    held = seat.appointments.get()
    answer = client.post(
        f"{PAGE}uppdrag/{held.pk}/", {"language": "sv", "action": "confirm", **data}
    )
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    held.refresh_from_db()
    assert held.ends is None


def test_nobody_extends_their_own_seat_and_only_who_coordinates_changes_one() -> None:
    client, own = client_of(Seat.Kind.COORDINATOR, ends=LAST)
    path = f"{PAGE}uppdrag/{own.pk}/"
    answer = client.post(path, {"last_day": "2027-12-31", "language": "sv", "action": "confirm"})
    assert answer.status_code == 422
    contact, _held = client_of(Seat.Kind.CONTACT, unit=unit())
    assert contact.get(path).status_code == 403
    own.refresh_from_db()
    assert own.ends == LAST
