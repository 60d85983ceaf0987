"""Mails of notices: once each, when they are due, and of what may be read at that moment."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.core.management import CommandError, call_command

from core.models import User
from network.models import Event, Follow, MailPreference, Notification, Post, Seat
from tests.factories.calls import municipality
from tests.factories.network import group, member, unit
from tests.network.intranet.people import CANARY, comment, post, somebody

pytestmark = pytest.mark.django_db

SWEDISH = ZoneInfo("Europe/Stockholm")
AT = datetime(2026, 12, 2, 12, tzinfo=SWEDISH)  # a Wednesday
MORNING = datetime(2026, 12, 3, 7, tzinfo=SWEDISH)
MONDAY = datetime(2026, 12, 7, 7, tzinfo=SWEDISH)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
NOTHING = {"people": 0, "mails": 0, "items": 0, "held_back": 0}


@pytest.fixture(autouse=True)
def the_clock_stands() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(AT, tick=False):
        yield


def send(at: datetime) -> dict[str, int]:
    """What the command says at the end."""
    out = StringIO()
    call_command("send_digests", f"--at={at.isoformat()}", stdout=out)
    said: dict[str, int] = json.loads(out.getvalue().splitlines()[-1])
    return said


def noted(person: User, about: Post, *topics: str, at: datetime = AT) -> Notification:
    return Notification.objects.create(
        person=person,
        key=f"post:{about.pk}:published",
        kind="post",
        object_id=about.pk,
        step="published",
        topics=" ".join(topics or ("all",)),
        at=at,
    )


@pytest.mark.parametrize(
    ("topic", "choices", "due"),
    [
        ("all", {}, MORNING),
        ("post:1", {}, AT),
        ("area:1", {"how": "at-once"}, AT),
        ("area:1", {"how": "weekly"}, MONDAY),
        ("post:1", {"how": "weekly"}, MONDAY),
        ("area:1", {"how": "weekly", "area:1": "daily"}, MORNING),
        ("area:1 unit:1", {"area:1": "never"}, MORNING),
        ("area:1 unit:1", {"area:1": "weekly", "unit:1": "at-once"}, AT),
        ("area:1", {"area:1": "never"}, None),
        ("post:1", {"how": "never"}, None),
        ("post:1", {"stopped_at": AT, "post:1": "at-once"}, None),
    ],
)
def test_a_mail_comes_when_it_was_chosen_and_once(
    topic: str, choices: dict[str, Any], due: datetime | None
) -> None:
    person = somebody(Seat.Kind.CONTACT)
    of_person = {name: value for name, value in choices.items() if ":" not in name}
    MailPreference.objects.create(person=person, **of_person)
    for what in choices.keys() - of_person.keys():
        Follow.objects.create(person=person, what=what, how=choices[what], since=AT)
    row = noted(person, post(somebody()), *topic.split())
    if due not in (None, AT):
        assert due
        assert send(due - SECOND) == NOTHING
    one = {"people": 1, "mails": 1, "items": 1, "held_back": 0}
    none = {**NOTHING, "people": 1}
    assert send(due or AT) == (one if due else none)
    row.refresh_from_db()
    assert row.mail == ("mailed" if due else "none")
    for later in (AT, MORNING, MONDAY, MONDAY + 7 * DAY):
        assert send(later) == NOTHING
    assert len(mail.outbox) == bool(due)


@pytest.mark.parametrize(
    "day", [datetime(2026, 10, 25, tzinfo=SWEDISH), datetime(2027, 3, 28, tzinfo=SWEDISH)]
)
def test_each_local_day_has_one_mail_also_where_the_clock_is_changed(day: datetime) -> None:
    person, number = somebody(Seat.Kind.CONTACT), 0
    at = day - DAY
    while at < day + 2 * DAY:
        if number % 4 == 0:
            noted(person, post(somebody()), at=at)
        send(at)
        at += timedelta(minutes=30)
        number += 1
    assert len(mail.outbox) == 3


def test_one_mail_has_it_all_by_what_is_followed_with_titles_and_links_alone() -> None:
    office, person = unit(name="Kulturförvaltningen"), somebody(Seat.Kind.CONTACT)
    for title, topic in (
        ("Ett", "all"),
        ("Två", f"unit:{office.pk}"),
        ("Tre", f"all unit:{office.pk}"),
    ):
        noted(person, post(somebody(), title=title), *topic.split())
    assert send(MORNING) == {"people": 1, "mails": 1, "items": 3, "held_back": 0}
    [letter] = mail.outbox
    assert letter.to == [person.email]
    assert letter.subject == "3 nyheter till dig i EU-nätverket"
    assert letter.body.index("EU-nätverket\n") < letter.body.index("Ett")
    assert (
        letter.body.index("Ett")
        < letter.body.index("Kulturförvaltningen")
        < letter.body.index("Tre")
    )
    assert letter.body.count("Tre") == 1
    assert f"http://testserver/sv/natverk/inlagg/{Post.objects.get(title='Två').pk}/" in letter.body
    assert CANARY not in letter.body  # the text
    assert letter.extra_headers["List-Id"] == "<notices.testserver>"
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    end = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert end.startswith("http://testserver/notiser/avsluta/")
    assert end in letter.body


def test_what_is_closed_before_the_mail_is_made_is_held_back() -> None:
    person, working, author = somebody(Seat.Kind.CONTACT), group(), somebody(Seat.Kind.CONTACT)
    in_group = member(person, working)
    closed = {
        "narrowed": post(author, title=f"{CANARY} 1"),
        "hidden": post(author, title=f"{CANARY} 2"),
        "of a group that was left": post(
            author, title=f"{CANARY} 3", visibility="group", group=working
        ),
        "deleted": post(author, title=f"{CANARY} 4"),
    }
    for each in closed.values():
        noted(person, each)
    noted(person, post(author, title="Öppet"))
    hushed = comment(post(author, title=f"{CANARY} 5"), author)
    Notification.objects.create(
        person=person,
        key="x",
        kind="comment",
        object_id=hushed.pk,
        step="written",
        topics="all",
        at=AT,
    )
    Post.objects.filter(pk=closed["narrowed"].pk).update(visibility="coordination")
    Post.objects.filter(pk=closed["hidden"].pk).update(hidden_at=AT)
    type(hushed).objects.update(hidden_at=AT)
    in_group.ends = AT.date() - DAY
    in_group.save()
    closed["deleted"].delete()
    assert send(MORNING) == {"people": 1, "mails": 1, "items": 1, "held_back": 5}
    [letter] = mail.outbox
    assert "Öppet" in f"{letter.subject}"
    assert CANARY not in f"{letter.subject} {letter.body}"
    assert Notification.objects.filter(mail="held").count() == 5
    Post.objects.update(visibility="network", hidden_at=None)
    assert send(MORNING + DAY) == NOTHING


def test_whoever_is_deactivated_or_has_no_seat_any_more_gets_nothing() -> None:
    gone, left = somebody(Seat.Kind.CONTACT), somebody(Seat.Kind.CONTACT)
    for person in (gone, left):
        noted(person, post(somebody()))
    User.objects.filter(pk=gone.pk).update(is_active=False)
    left.appointments.update(ends=AT.date() - DAY)
    assert send(MORNING) == {"people": 2, "mails": 0, "items": 0, "held_back": 2}
    assert not mail.outbox


def test_what_was_read_on_the_site_is_not_mailed_and_nothing_new_is_no_mail() -> None:
    person = somebody(Seat.Kind.CONTACT)
    row = noted(person, post(somebody()))
    Notification.objects.update(read_at=AT)
    assert send(MORNING) == {**NOTHING, "people": 1}
    assert not mail.outbox
    row.refresh_from_db()
    assert row.mail == "none"
    assert send(MORNING) == NOTHING


def test_a_clock_that_was_ahead_loses_nothing_and_repeats_nothing() -> None:
    person = somebody(Seat.Kind.CONTACT)
    noted(person, post(somebody()), at=AT + 400 * DAY)  # written while it was ahead
    before = noted(person, post(somebody()))
    assert send(AT)["items"] == 1
    before.refresh_from_db()
    assert before.mail == "waits"
    assert send(AT + 400 * DAY)["items"] == 1  # ahead once more
    for later in (AT, MORNING, MORNING + DAY, AT + 500 * DAY):
        assert send(later) == NOTHING
    assert len(mail.outbox) == 2


def test_an_event_is_told_of_by_its_title(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Event, "get_absolute_url", lambda event: f"/sv/natverk/moten/{event.pk}/")
    person = somebody(Seat.Kind.CONTACT)
    event = Event.objects.create(
        profile=municipality(),
        title="Vårmötet",
        visibility="network",
        starts=AT,
        ends=AT,
        created_at=AT,
        changed_at=AT,
    )
    Notification.objects.create(
        person=person,
        key="x",
        kind="event",
        object_id=event.pk,
        step="cancelled",
        topics=f"event:{event.pk}",
        at=AT,
    )
    assert send(AT)["mails"] == 1
    assert mail.outbox[0].subject == "Inställt: Vårmötet"
    assert "Möten som du kommer till" in mail.outbox[0].body


@pytest.mark.parametrize("at", ["i går", "2026-13-01", "0001-01-01", ""])
def test_a_time_that_is_none_is_wrong_usage(at: str) -> None:
    with pytest.raises(CommandError) as wrong:
        call_command("send_digests", f"--at={at}")
    assert "ISO" in str(wrong.value) or "time" in str(wrong.value)


def test_it_costs_the_same_for_one_notice_and_fifty(
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    person, author, numbers = somebody(Seat.Kind.CONTACT), somebody(), []
    for number in (1, 49):
        for _each in range(number):
            noted(person, post(author))
        with django_assert_max_num_queries(25) as asked:
            send(MORNING)
        numbers.append(len(asked))
        Notification.objects.all().delete()
    assert numbers[0] == numbers[1]
