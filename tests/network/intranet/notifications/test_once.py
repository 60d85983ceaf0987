"""Each notice once: two rounds at a time, a round that is killed, a mail server that is ill."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from post_office.models import STATUS, Email

from core.operation.mail.sending import send_due
from network.intranet.notifications.mailing import digests
from network.intranet.notifications.mailing.digests import Counts, send_digests
from network.models import Notification, Seat
from tests.at_once import Threads, held_at, ready_or_waiting
from tests.fakes.mail_server import MailServer, Mood
from tests.network.intranet.people import post, somebody
from tests.own_database import database_copied, database_used

pytestmark = pytest.mark.django_db

AT = datetime.fromisoformat("2026-12-02T12:00+01:00")
MORNING = datetime.fromisoformat("2026-12-03T07:00+01:00")
PEOPLE = 5


class Killed(BaseException):
    """As a signal ends a process: nothing after it is run but what rolls back."""


@pytest.fixture(autouse=True)
def the_clock_stands() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


def written() -> None:
    """Two notices for each of some people."""
    posts = [post(somebody()) for _n in range(2)]
    for _n in range(PEOPLE):
        person = somebody(Seat.Kind.CONTACT)
        for each in posts:
            Notification.objects.create(
                person=person,
                key=f"post:{each.pk}",
                kind="post",
                object_id=each.pk,
                step="published",
                topics="all",
                at=AT,
            )


def is_told_once() -> bool:
    """Everybody has one mail, and all that they were told stands in it."""
    to = sorted(email.to[0] for email in Email.objects.all())
    people = sorted(set(Notification.objects.values_list("person__email", flat=True)))
    settled = set(Notification.objects.values_list("mail", flat=True))
    return to == people and settled == {"mailed"}


@pytest.mark.parametrize("after", range(0, PEOPLE, 2))
@pytest.mark.parametrize("stored", [False, True])
def test_a_round_that_is_killed_is_gone_on_with(
    server: MailServer, monkeypatch: pytest.MonkeyPatch, after: int, stored: bool
) -> None:
    """Before the mail is in the queue, or after and before the notices are marked."""
    written()
    real, calls = digests.send, []

    def send(*args: Any) -> bool:
        calls.append(args)
        if len(calls) > after:
            if stored:
                real(*args)
            raise Killed
        return real(*args)

    monkeypatch.setattr(digests, "send", send)
    with pytest.raises(Killed):
        send_digests(at=MORNING)
    monkeypatch.setattr(digests, "send", real)
    assert Email.objects.count() == after
    assert Notification.objects.filter(mail="mailed").count() == 2 * after
    left = PEOPLE - after
    assert send_digests(at=MORNING) == Counts(left, left, 2 * left, 0)
    assert is_told_once()


def test_a_server_that_refuses_for_an_hour_gets_each_mail_once_with_one_name(
    server: MailServer,
) -> None:
    written()
    server.mood = Mood.REFUSES
    at = MORNING
    for _minute in range(60):
        send_digests(at=at)
        send_due(at=at)
        at += timedelta(minutes=1)
    assert not server.taken
    server.mood = Mood.WELL
    names = set(Email.objects.values_list("message_id", flat=True))
    for _minute in range(130):
        send_digests(at=at)
        send_due(at=at)
        at += timedelta(minutes=1)
    assert is_told_once()
    assert len(server.taken) == PEOPLE
    assert {mail.message["Message-ID"] for mail in server.taken} == names
    assert set(Email.objects.values_list("status", flat=True)) == {STATUS.sent}
    headers = server.taken[0].message
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


class TestTwoAtOnce:
    """On real connections."""

    @pytest.fixture(autouse=True)
    def database(self, db: None, tmp_path: Path) -> Iterator[None]:
        with database_copied(tmp_path) as name, database_used(name):
            yield

    @pytest.fixture
    def threads(self, database: None) -> Iterator[Threads]:
        with ThreadPoolExecutor(4) as pool:
            yield Threads(pool)

    @pytest.mark.usefixtures("server")
    def test_rounds_that_begin_together_mail_each_notice_once(self, threads: Threads) -> None:
        written()
        told = threads.together(*[lambda: send_digests(at=MORNING)] * 4)
        assert sum(counts.mails for counts in told) == PEOPLE
        assert sum(counts.items for counts in told) == 2 * PEOPLE
        assert is_told_once()

    @pytest.mark.usefixtures("server")
    def test_a_round_that_comes_while_another_writes_finds_it_done(self, threads: Threads) -> None:
        written()
        name = "network.intranet.notifications.mailing.digests.send"
        with held_at(name) as (reached, go_on):
            first = threads.start(lambda: send_digests(at=MORNING))
            assert reached.wait(60)
            second = threads.start(lambda: send_digests(at=MORNING))
            ready_or_waiting(second)
            go_on.set()
            assert first.result(60).mails + second.result(60).mails == PEOPLE
        assert is_told_once()
