"""Somebody's own calendar at an address of its own: what it holds, and when it ends."""

import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.models import AuditEvent, User
from core.operation.personal.erasing import erase
from core.operation.watching.log_lines import JsonLines
from network.models import ActionItem, Appointment, CalendarFeed, Event, Seat, SignUp
from tests.as_read import as_read
from tests.factories.core import UserFactory
from tests.itip import events, problems
from tests.network.intranet.calendar.meetings import SOON, meeting
from tests.network.intranet.people import AT, CANARY, as_somebody, somebody

pytestmark = pytest.mark.django_db

PAGE = "/sv/natverk/moten/prenumerera/"


@pytest.fixture(autouse=True)
def the_clock_stands() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def person() -> User:
    return somebody(Seat.Kind.CONTACT)


def form(client: Client) -> dict[str, str]:
    """What the page's form has in it."""
    shown = as_read(client.get(PAGE).content.decode())
    mark = shown.partition('name="instead_of" value="')[2].partition('"')[0]
    return {"instead_of": mark, "action": "make"}


def made_by(person: User) -> str:
    """The path of a new address, as the page shows it."""
    client = as_somebody(person)
    shown = client.post(PAGE, form(client)).content.decode()
    return "/kalender/" + shown.partition("/kalender/")[2].partition("<")[0]


def fetch(path: str, **headers: str) -> Any:
    return Client().get(path, headers=headers)


def titles(path: str) -> list[str]:
    answer = fetch(path)
    assert answer.status_code == 200
    assert problems(answer.content) == []
    return sorted(str(event["SUMMARY"]) for event in events(answer.content))


def test_it_is_shown_once_and_kept_as_a_digest(person: User) -> None:
    client = as_somebody(person)
    sent = form(client)
    answer = client.post(PAGE, sent)
    token = answer.content.decode().partition("/kalender/")[2].partition(".ics")[0]
    assert len(token) == 43
    assert answer["Cache-Control"] == "private, no-store"
    feed = CalendarFeed.objects.get()
    assert token not in str(vars(feed))
    assert token not in client.get(PAGE).content.decode()
    again = client.post(PAGE, sent, follow=True).content.decode()
    assert "En adress visas en gång, när den skapas." in again
    assert CalendarFeed.objects.get().digest == feed.digest
    assert AuditEvent.objects.filter(action="calendar.make_feed", actor=person).count() == 1


def test_it_holds_what_they_come_to_and_are_invited_to_and_are_to_do(person: User) -> None:
    author = somebody(Seat.Kind.CONTACT)
    meeting(author, title="Invited", invites=True)
    meeting(author, title="Not invited")
    meeting(author, title="Staff", visibility="staff", invites=True)
    meeting(person, title="Own", visibility="coordination")
    meeting(author, title="Long ago", starts=AT - timedelta(days=400), invites=True)
    meeting(author, title="Off", invites=True, cancelled_at=AT)
    for answer in SignUp.Answer:
        event = meeting(author, title=answer.value, invites=True)
        SignUp.objects.create(event=event, person=person, answer=answer, at=AT)
    closed = meeting(author, title="Closed", visibility="coordination")
    SignUp.objects.create(event=closed, person=person, answer="comes", at=AT)
    open_item = {"person": person, "due": SOON.date()}
    ActionItem.objects.create(event=event, text="Ring Bryssel", **open_item)
    ActionItem.objects.create(event=event, text="Done", done_at=AT, **open_item)
    ActionItem.objects.create(event=closed, text="Closed item", **open_item)
    path = made_by(person)
    expected = ["Att göra: Ring Bryssel", "Inställt: Off", "Invited", "Own", "Väntelista: waits"]
    assert titles(path) == sorted([*expected, "comes"])
    status = {str(each["SUMMARY"]): each.get("STATUS") for each in events(fetch(path).content)}
    assert status["Inställt: Off"] == "CANCELLED"
    assert status["Väntelista: waits"] == "TENTATIVE"


def test_what_an_event_is_about_is_not_in_it(person: User) -> None:
    meeting(person, title="T", text=CANARY)
    assert CANARY not in fetch(made_by(person)).content.decode()


def test_a_superuser_is_not_invited_to_everything() -> None:
    superuser = somebody(Seat.Kind.CONTACT)
    User.objects.filter(pk=superuser.pk).update(is_superuser=True)
    meeting(None, title="Theirs", invites=True)
    meeting(None, title="Not theirs", invites=True, visibility="coordination")
    assert titles(made_by(superuser)) == ["Theirs"]


def test_each_time_it_is_asked_anew_what_they_may_read(person: User) -> None:
    event = meeting(somebody(Seat.Kind.CONTACT), invites=True)
    path = made_by(person)
    assert titles(path) == [CANARY]
    Event.objects.filter(pk=event.pk).update(visibility="coordination")
    assert titles(path) == []


def taken_back(person: User) -> None:
    answer = as_somebody(person).post(PAGE, {"action": "end"}, follow=True)
    assert "Adressen finns inte längre." in answer.content.decode()


def renewed(person: User) -> None:
    made_by(person)


def deactivated(person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)


def seat_ended(person: User) -> None:
    Appointment.objects.filter(person=person).update(ends=AT.date() - timedelta(days=1))


def erased(person: User) -> None:
    erase(person=person, by=UserFactory.create(), at=AT)
    assert not CalendarFeed.objects.filter(person=person).exists()


@pytest.mark.parametrize("end", [taken_back, renewed, deactivated, seat_ended, erased])
def test_it_ends_and_is_then_as_if_it_had_never_been(person: User, end: Any) -> None:
    meeting(person, invites=True)
    path = made_by(person)
    etag = fetch(path)["ETag"]
    end(person)
    unknown = fetch("/kalender/x.ics")
    for headers in ({}, {"if-none-match": etag}):
        answer = fetch(path, **headers)
        assert (answer.status_code, answer.content) == (404, unknown.content)
        assert answer.headers.keys() == unknown.headers.keys()


def test_who_has_no_business_in_the_intranet_makes_none() -> None:
    client = as_somebody(UserFactory.create())
    assert client.post(PAGE, {"action": "make"}).status_code == 403
    assert Client().post(PAGE, {"action": "make"}).status_code == 302
    assert not CalendarFeed.objects.exists()


def test_unchanged_it_is_not_sent_again(person: User) -> None:
    event = meeting(person)
    path = made_by(person)
    first = fetch(path)
    again = fetch(path, **{"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first["Cache-Control"] == "private, no-store"
    Event.objects.filter(pk=event.pk).update(title="Another")
    assert fetch(path, **{"if-none-match": first["ETag"]}).status_code == 200


def test_it_costs_the_same_however_much_there_is(person: User) -> None:
    path, numbers = made_by(person), []
    for more in (1, 20):
        for number in range(more):
            event = meeting(somebody(), title=str(number), invites=True)
            ActionItem.objects.create(event=event, text="x", person=person, due=SOON.date())
        fetch(path)  # what is kept of the site is then kept
        with CaptureQueriesContext(connection) as counted:
            assert len(titles(path)) > more
        numbers.append(len(counted))
    assert numbers[0] == numbers[1] <= 7


def test_it_is_not_fetched_without_end(person: User) -> None:
    path = made_by(person)
    statuses = [fetch(path).status_code for _n in range(61)]
    assert statuses[:60] == [200] * 60
    assert statuses[60] == 429


def test_no_line_of_the_log_tells_the_address(
    person: User, caplog: pytest.LogCaptureFixture
) -> None:
    path = made_by(person)
    taken_back(person)
    with caplog.at_level(logging.INFO):
        fetch(path)
    lines = [json.loads(JsonLines("%(message)s").format(record)) for record in caplog.records]
    assert any("/kalender/[token]" in str(line) for line in lines)
    assert path.removeprefix("/kalender/")[:20] not in str(lines)
