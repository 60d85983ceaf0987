"""Mail that waits is sent once, by one process, as soon as the mail server takes it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.mail import EmailMessage, send_mail
from django.core.management import call_command
from post_office.models import STATUS, Attachment, Email, Log
from pytest_django import Settings

from core.models import MailClaim
from core.operation.alive import living
from core.operation.mail import claims
from core.operation.mail.rows import EXPIRES_AFTER
from core.operation.mail.sending import LONGEST_PAUSE, due, pause, send_due
from core.operation.mail.upkeep import forget_person, forget_sent, health
from tests.factories.core import UserFactory
from tests.fakes.mail_server import MailServer, Mood

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 30, 8, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """The rows have their own idea of when they were made."""
    with time_machine.travel(AT, tick=False):
        yield


def write(*to: str, subject: str = "S") -> Email:
    send_mail(subject, "Text", "x@example.org", to or ["a@example.org"])
    return Email.objects.order_by("-pk")[0]


def send_all(at: datetime, *, minutes: int) -> datetime:
    """Tick for so many minutes."""
    for _n in range(minutes):
        send_due(at=at)
        at += MINUTE
    return at


def test_each_mail_is_sent_once(server: MailServer) -> None:
    for number in range(5):
        write(f"{number}@example.org")
    assert send_due(at=AT) == 5
    assert send_due(at=AT + DAY) == 0
    assert [mail.recipients for mail in server.taken] == [(f"{n}@example.org",) for n in range(5)]
    assert set(Email.objects.values_list("status", flat=True)) == {STATUS.sent}
    assert sum(command.startswith("EHLO") for command in server.commands) == 1
    assert not MailClaim.objects.exists()


def test_tick_sends(server: MailServer, capsys: pytest.CaptureFixture[str]) -> None:
    write()
    call_command("tick")
    assert "send-mail: ok" in capsys.readouterr().out
    assert len(server.taken) == 1
    write()
    call_command("send_queued_mail", stdout=StringIO())
    assert len(server.taken) == 2


@pytest.mark.parametrize("mood", [Mood.HANGS, Mood.DRIPS, Mood.REFUSES])
def test_a_server_that_is_ill_is_asked_once_in_a_round_and_gets_all_when_it_is_well(
    server: MailServer, settings: Settings, mood: Mood
) -> None:
    settings.EMAIL_TIMEOUT = 0.1
    server.mood = mood
    for number in range(20):
        write(f"{number}@example.org")
    assert send_due(at=AT) == 0
    assert Log.objects.count() == 1
    at = send_all(AT + MINUTE, minutes=5)
    settings.EMAIL_TIMEOUT = 5
    server.mood = Mood.WELL
    send_all(at, minutes=10)
    assert len(server.taken) == len({mail.recipients for mail in server.taken}) == 20
    assert not Email.objects.exclude(status=STATUS.sent).exists()


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"RCPT": "550 no such user"}, "SMTPRecipientsRefused"),
        ({"MAIL": "553 not from there"}, "SMTPSenderRefused"),
        ({"DATA": "554 no"}, "SMTPDataError"),
        ({".": "552 too large"}, "SMTPDataError"),
    ],
)
def test_what_is_refused_for_good_is_not_tried_again(
    server: MailServer, answers: dict[str, str], error: str
) -> None:
    server.answers = answers
    first, second = write(), write()
    assert send_due(at=AT) == 0
    server.answers = {}
    assert send_due(at=AT + DAY) == 0
    assert set(Email.objects.values_list("status", flat=True)) == {STATUS.failed}
    assert list(Log.objects.values_list("email", "exception_type")) == [
        (first.pk, error),
        (second.pk, error),
    ]
    assert health() == "2 mails could not be sent in the last day"


@pytest.mark.parametrize(
    "answers",
    [
        {"RCPT": "450 greylisted"},
        {"MAIL": "451 later"},
        {"DATA": "452 no space"},
        {".": "451 later"},
        {"MAIL": "421 too many"},
        {"MAIL": "530 log in first"},  # the site's password is wrong, and not the mail
        {".": "x"},
    ],
)
def test_what_is_refused_for_now_is_tried_again(
    server: MailServer, answers: dict[str, str]
) -> None:
    server.answers = answers
    row = write()
    assert send_due(at=AT) == 0
    assert send_due(at=AT) == 0
    server.answers = {}
    assert send_due(at=AT + MINUTE) == 1
    (taken,) = server.taken
    assert taken.message["Message-ID"] == row.message_id


def test_it_is_tried_at_growing_intervals_until_it_expires(
    server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.answers = {"RCPT": "450 later"}
    row = write()
    at = AT
    while row.status in claims.WAITING:
        send_due(at=at)
        row.refresh_from_db()
        at = min(row.scheduled_time, AT + EXPIRES_AFTER)
    tries = sum(command.startswith("RCPT") for command in server.commands)
    assert 20 <= tries <= 40
    assert row.status == STATUS.failed
    assert row.logs.order_by("-pk")[0].exception_type == "Expired"
    assert "could not be sent in time" in caplog.text
    assert [pause(n) // MINUTE for n in (1, 2, 3, 7, 8, 99)] == [1, 2, 4, 64, 120, 120]


def test_of_several_recipients_each_gets_it_once(server: MailServer) -> None:
    message = EmailMessage(
        "S",
        "B",
        "x@example.org",
        to=["a@example.org", '"B, C" <b@example.org>'],
        bcc=["c@example.org"],
    )
    message.attach("a.txt", "x", "text/plain")
    server.answers = {"RCPT TO:<b@": "450 later", "RCPT TO:<c@": "550 never"}
    message.send()
    assert send_due(at=AT) == 1
    assert send_due(at=AT) == 0
    server.answers = {}
    assert send_due(at=AT + MINUTE) == 1
    first, second = server.taken
    assert (first.recipients, second.recipients) == (("a@example.org",), ("b@example.org",))
    for header in ("Message-ID", "Date", "To", "Cc"):
        assert str(first.message[header]) == str(second.message[header])
    assert "a.txt" in {part.get_filename() for part in second.message.walk()}


def test_a_mail_that_cannot_be_made_holds_up_no_other(server: MailServer) -> None:
    write(subject="first")
    Email.objects.update(subject="a\nb")
    message = EmailMessage("second", "B", "x@example.org", ["a@example.org"])
    message.attach("a.txt", "x", "text/plain")
    message.send()
    attachment = Attachment.objects.get()
    attachment.file.storage.delete(attachment.file.name)
    write(subject="third")
    assert send_due(at=AT) == 1
    assert server.taken[0].message["Subject"] == "third"
    statuses = list(Email.objects.order_by("pk").values_list("status", flat=True))
    assert statuses == [STATUS.failed, STATUS.requeued, STATUS.sent]


def test_a_round_ends_in_time_and_where_it_is_told_to(server: MailServer) -> None:
    for _n in range(3):
        write()
    assert send_due(at=AT, seconds=-1) == 0
    go_on = iter([True, False])
    assert send_due(at=AT, go_on=lambda: next(go_on)) == 1
    assert send_due(at=AT) == 2


# Two that send at once --------------------------------------------------------------------------


def test_what_another_process_sends_is_left_alone_as_long_as_it_lives(server: MailServer) -> None:
    row = write()
    with living() as other:
        assert claims.claim(row.pk, by=other, at=AT)
        assert not claims.claim(row.pk, by="me", at=AT)
        assert send_due(at=AT) == 0
        assert send_due(at=AT + DAY) == 0  # it lives: the clock must be wrong
        assert not due(at=AT).exists()
    assert send_due(at=AT) == 1


def test_what_another_machine_sends_is_left_alone_until_it_cannot_be_at_it_any_more(
    server: MailServer,
) -> None:
    row = write()
    assert claims.claim(row.pk, by="elsewhere-1", at=AT)
    assert send_due(at=AT + claims.lease()) == 0
    assert send_due(at=AT + claims.lease() + MINUTE) == 1


def test_a_claim_of_a_machine_whose_clock_was_ahead_ends(server: MailServer) -> None:
    row = write()
    assert claims.claim(row.pk, by="elsewhere-1", at=AT + 400 * DAY)
    assert send_due(at=AT) == 1


def test_what_another_has_sent_meanwhile_cannot_be_claimed(server: MailServer) -> None:
    row = write()
    send_due(at=AT)
    assert not claims.claim(row.pk, by="late", at=AT)
    assert not MailClaim.objects.exists()


def test_what_was_put_off_while_the_clock_was_ahead_is_due(server: MailServer) -> None:
    row = write()
    Email.objects.filter(pk=row.pk).update(
        status=STATUS.requeued, scheduled_time=AT + 300 * DAY, expires_at=AT + 302 * DAY
    )
    assert send_due(at=AT) == 1
    assert LONGEST_PAUSE < DAY


# Health, and an end -----------------------------------------------------------------------------


def test_health_says_how_long_mail_waits_and_why(server: MailServer) -> None:
    server.answers = {"RCPT": "450 later"}
    assert health() is None
    write()
    write()
    send_due(at=AT)
    assert health() is None
    with time_machine.travel(AT + 20 * MINUTE, tick=False):
        said = health()
    assert said is not None
    assert "2 mails wait, the oldest for 20 minutes (SMTPRecipientsRefused" in said
    with time_machine.travel(AT + EXPIRES_AFTER, tick=False):
        assert health() is None
        send_due(at=AT + EXPIRES_AFTER)
        assert health() == "2 mails could not be sent in the last day"


def test_what_was_sent_is_forgotten_and_what_was_not_is_kept(
    server: MailServer, settings: Settings
) -> None:
    settings.MAIL_DAYS = 10
    message = EmailMessage("sent", "B", "x@example.org", ["a@example.org"])
    message.attach("a.txt", "x", "text/plain")
    message.send()
    send_due(at=AT)
    server.answers = {"RCPT": "550 never"}
    write(subject="refused")
    send_due(at=AT)
    write(subject="waits")
    attachment = Attachment.objects.get()
    forget_sent(AT + 10 * DAY - MINUTE)
    assert Email.objects.count() == 3
    with time_machine.travel(AT + 10 * DAY, tick=False):
        call_command("cleanup_mail")
    assert set(Email.objects.values_list("subject", flat=True)) == {"refused", "waits"}
    assert not Attachment.objects.exists()
    assert not attachment.file.storage.exists(attachment.file.name)


def test_a_person_is_forgotten_with_the_mail_to_them(server: MailServer) -> None:
    person = UserFactory.create(email="person@example.org")
    write("Person <person@example.org>")
    other = write("other@example.org")
    forget_person(person)
    assert list(Email.objects.all()) == [other]


def test_the_command_ends_with_an_error_where_mail_is_left(server: MailServer) -> None:
    write()
    write()
    server.mood = Mood.REFUSES
    with pytest.raises(SystemExit, match="1"):
        call_command("send_queued_mail", stdout=StringIO(), stderr=StringIO())
