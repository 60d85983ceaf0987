"""An event as a calendar file: as the standard has it, and for whoever may read the event."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django.utils.translation import override
from icalendar import Calendar

from core.models import User
from network.models import Event, Seat
from tests.factories.calls import change_municipality
from tests.factories.core import UserFactory
from tests.itip import events, problems
from tests.network.intranet.calendar.meetings import meeting
from tests.network.intranet.people import AT, CANARY, as_somebody, somebody

pytestmark = pytest.mark.django_db

STOCKHOLM = ZoneInfo("Europe/Stockholm")


@pytest.fixture(autouse=True)
def the_clock_stands() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def author() -> User:
    return somebody(Seat.Kind.CONTACT)


def fetch(event: Event, user: User | None) -> Any:
    with override("sv"):
        return as_somebody(user).get(reverse("meeting_calendar", args=[event.pk]))


def component(event: Event, user: User | None) -> Any:
    (found,) = events(fetch(event, user).content)
    return found


@pytest.mark.parametrize(
    "title",
    [
        'Möte om vatten, el; och \\ annat: "allt"',
        "Åäö é 🎉🇸🇪👩‍👩‍👧 – möte",
        "å" * 200,
        "🎉" * 200,
        "BEGIN:VEVENT",
        "En rad\r\nATTENDEE:mailto:x@example.org",
        "Klocka\x07\x1b[0m \x85",
    ],
)
def test_whatever_is_written_stands_in_it_and_nothing_else_comes_of_it(
    author: User, title: str
) -> None:
    author.first_name, author.last_name = 'Åsa "Å", ;:', "Ö^n"
    author.save()
    event = meeting(author, title=title, place=title, text=f"# {title}\n\n{title}")
    data = fetch(event, author).content
    assert problems(data) == []
    (found,) = events(data)
    plain = " ".join("".join(c for c in title if c.isprintable() or c in "\r\n\u200d").split())
    assert str(found["SUMMARY"]) == str(found["LOCATION"]) == plain
    assert "ATTENDEE" not in found
    assert str(found["ORGANIZER"]) == f"mailto:{author.email}"


def test_it_says_what_a_calendar_needs(author: User) -> None:
    event = meeting(
        author,
        title="Nätverksmöte",
        text="Vi **talar** om\n\n- vatten",
        place="Rådhuset",
        link="https://moten.example.org/1",
        sequence=3,
        changed_at=AT + timedelta(hours=1),
    )
    answer = fetch(event, author)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    (found,) = events(answer.content)
    assert str(found["UID"]) == str(event.uid)
    assert int(found["SEQUENCE"]) == 3
    assert found["STATUS"] == "CONFIRMED"
    assert found["DTSTAMP"].dt == found["LAST-MODIFIED"].dt == AT + timedelta(hours=1)
    assert str(found["URL"]).endswith(f"/sv/natverk/moten/{event.pk}/")
    described = str(found["DESCRIPTION"]).split("\n")
    assert described[:2] == ["Vi talar om", "vatten"]
    assert described[2] == "Anslut: https://moten.example.org/1"
    assert found["CLASS"] == "PRIVATE"
    Event.objects.update(cancelled_at=AT, cancelled_because="För få anmälda", sequence=4)
    cancelled = component(event, author)
    assert cancelled["STATUS"] == "CANCELLED"
    assert str(cancelled["SUMMARY"]) == "Inställt: Nätverksmöte"
    assert str(cancelled["DESCRIPTION"]).startswith("För få anmälda\n")
    assert (cancelled["UID"], int(cancelled["SEQUENCE"])) == (found["UID"], 4)


def test_a_series_stands_at_the_same_hour_when_the_clocks_are_changed(author: User) -> None:
    """Also by the rule that the file itself tells of the zone."""
    for month, day in ((3, 22), (3, 29), (11, 1)):
        starts = datetime(2027, month, day, 9, tzinfo=STOCKHOLM)
        data = fetch(meeting(author, starts=starts.astimezone(UTC)), author).content
        assert problems(data) == []
        (found,), zones = events(data), Calendar.from_ical(data).timezones
        told = found["DTSTART"]
        assert told.params["TZID"] == "Europe/Stockholm"
        assert (told.dt.hour, told.dt.astimezone(UTC)) == (9, starts.astimezone(UTC))
        by_the_file = told.dt.replace(tzinfo=zones[0].to_tz(lookup_tzid=False))
        assert by_the_file.utcoffset() == starts.utcoffset()
        assert found["DTEND"].dt - told.dt == timedelta(hours=2)


@pytest.mark.parametrize(
    ("zone", "starts", "told"),
    [
        (
            "Europe/London",
            datetime(2027, 7, 1, 8, tzinfo=UTC),
            "TZID=Europe/London:20270701T090000",
        ),
        (
            "Africa/Nairobi",
            datetime(2027, 7, 1, 8, tzinfo=UTC),
            "TZID=Africa/Nairobi:20270701T110000",
        ),
        # Whose rule is another than Europe's, or not known.
        ("America/New_York", datetime(2027, 7, 1, 8, tzinfo=UTC), "DTSTART:20270701T080000Z"),
        ("Nowhere/At_All", datetime(2027, 7, 1, 8, tzinfo=UTC), "DTSTART:20270701T080000Z"),
        ("../etc/passwd", datetime(2027, 7, 1, 8, tzinfo=UTC), "DTSTART:20270701T080000Z"),
        # 02:30 comes twice: the second time can only be told in UTC.
        ("Europe/Stockholm", datetime(2027, 10, 31, 0, 30, tzinfo=UTC), "holm:20271031T023000"),
        ("Europe/Stockholm", datetime(2027, 10, 31, 1, 30, tzinfo=UTC), "DTSTART:20271031T013000Z"),
    ],
)
def test_the_time_is_told_in_the_zone_of_the_event_where_that_is_clear(
    author: User, zone: str, starts: datetime, told: str
) -> None:
    data = fetch(meeting(author, starts=starts, zone=zone), author).content
    assert problems(data) == []
    assert told in data.decode()
    assert events(data)[0]["DTSTART"].dt.astimezone(UTC) == starts


def test_what_has_no_length_has_no_end(author: User) -> None:
    data = fetch(meeting(author, starts=AT, ends=AT), author).content
    assert problems(data) == []
    assert b"DTEND" not in data


def test_whoever_may_not_read_the_event_gets_no_file(author: User) -> None:
    event, staff = meeting(author), UserFactory.create()
    answers = {
        "a stranger": (fetch(event, None).status_code, 302),
        "staff": (fetch(event, staff).status_code, 404),
        "a colleague": (fetch(event, somebody(Seat.Kind.CONTACT)).status_code, 200),
    }
    for who, (status, expected) in answers.items():
        assert status == expected, who
    assert CANARY not in fetch(event, staff).content.decode()
    gone = meeting(author)
    to_log_in = fetch(gone, None)["Location"]
    gone_at = gone.pk
    gone.delete()
    with override("sv"):
        nowhere = as_somebody(None).get(reverse("meeting_calendar", args=[gone_at]))
    assert nowhere["Location"] == to_log_in


def test_a_stranger_reads_of_a_public_event_neither_whose_it_is_nor_where_it_is_held_on_the_net(
    author: User,
) -> None:
    change_municipality(email="kommunen@example.org")
    event = meeting(author, visibility="public", link="https://moten.example.org/1")
    data = fetch(event, None).content
    assert problems(data) == []
    (found,) = events(data)
    assert str(found["ORGANIZER"]) == "mailto:kommunen@example.org"
    assert "CLASS" not in found
    assert author.email not in data.decode()
    assert "moten.example.org" not in data.decode()
    inside = fetch(event, author).content.decode().replace("\r\n ", "")
    assert "moten.example.org" in inside
    assert author.email in inside
