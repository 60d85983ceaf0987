"""What is sent is what was written, whatever is in it; and no request speaks to a mail server."""

import stat
from email import message_from_bytes
from email.header import decode_header, make_header
from email.mime.image import MIMEImage
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.core.mail import (
    BadHeaderError,
    EmailMessage,
    EmailMultiAlternatives,
    get_connection,
    send_mail,
)
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import Attachment, Email
from pytest_django import Settings

from core.operation.mail import mail_after_commit
from core.operation.mail.sending import send_due
from tests.factories.core import UserFactory
from tests.fakes.mail_server import MailServer, Mood, Taken

pytestmark = pytest.mark.django_db

INVITATION = "BEGIN:VCALENDAR\r\nSUMMARY:Möte\r\nEND:VCALENDAR\r\n"
PICTURE = b"\x89PNG\r\n\x1a\n not really"


def sent(server: MailServer) -> Taken:
    """The one mail that the server gets."""
    assert server.taken == []
    assert send_due(at=timezone.now()) == 1
    (mail,) = server.taken
    return mail


def addresses(mail: Taken, header: str) -> list[tuple[str, str]]:
    """As a reader sees them. Python's newer parser puts a space between the parts of a name."""
    found = getaddresses([message_from_bytes(mail.data)[header]])
    return [(str(make_header(decode_header(name))), mailbox) for name, mailbox in found]


def simple(**changes: Any) -> EmailMessage:
    return EmailMessage(
        **{"subject": "S", "body": "B", "to": ["a@example.org"], "from_email": "x@example.org"}
        | changes
    )


@pytest.mark.parametrize(
    "text", ["{% nothing %}", "{{ 7|add:7 }}", '{% include "base.html" %}', "{% load x %}{{"]
)
def test_no_text_is_a_template(server: MailServer, text: str) -> None:
    message = EmailMultiAlternatives(text, text, "x@example.org", ["a@example.org"])
    message.attach_alternative(f"<p>{text}</p>", "text/html")
    message.send()
    got = sent(server).message
    assert got["Subject"] == text
    plain, html = got.get_body(("plain",)), got.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert plain.get_content().strip() == text
    assert html.get_content().strip() == f"<p>{text}</p>"


def test_everything_that_a_mail_carries_arrives(server: MailServer) -> None:
    message = EmailMultiAlternatives("Hej", "Text åäö", "x@example.org", ["a@example.org"])
    message.attach_alternative("<p>åäö</p>", "text/html")
    message.attach_alternative(INVITATION, "text/calendar; method=REQUEST")
    message.attach("../möte, 1.txt", "räksmörgås", "text/plain")
    message.attach("file", b"\x00\xff", "application/octet-stream")
    message.attach(None, b"%PDF-", "application/pdf")
    message.attach("forwarded.eml", simple(subject="Inner"), "message/rfc822")
    picture = MIMEImage(PICTURE, "png")
    picture.add_header("Content-ID", "<logo>")
    message.attach(picture)
    before = message.message()
    message.send()
    after = sent(server).message
    types = [part.get_content_type() for part in before.walk()]
    assert [part.get_content_type() for part in after.walk()] == types
    parts = {part.get_content_type(): part for part in after.walk()}
    assert parts["text/calendar"]["Content-Type"].params["method"] == "REQUEST"
    assert parts["text/calendar"].get_content().splitlines() == INVITATION.splitlines()
    assert parts["application/octet-stream"].get_content() == b"\x00\xff"
    assert parts["application/pdf"].get_filename() is None
    assert parts["image/png"]["Content-ID"] == "<logo>"
    assert parts["image/png"].get_content() == PICTURE
    named: dict[str | None, Any] = {
        part.get_filename(): part for part in after.walk() if part.get_filename()
    }
    assert list(named) == ["../möte, 1.txt", "file", "forwarded.eml"]
    assert named["../möte, 1.txt"].get_content().strip() == "räksmörgås"
    assert named["forwarded.eml"].get_payload(0)["Subject"] == "Inner"


def test_attachments_are_private_files() -> None:
    message = simple()
    message.attach("secret.txt", "x", "text/plain")
    get_connection("core.operation.mail.queue.EmailBackend").send_messages([message])
    (attachment,) = Attachment.objects.all()
    path = Path(attachment.file.path)
    assert not path.is_relative_to(site_settings.MEDIA_ROOT)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_mail_that_is_all_html_stays_so(server: MailServer) -> None:
    message = simple(body="<p>Hej</p>")
    message.content_subtype = "html"
    message.send()
    got = sent(server).message
    assert got.get_content_type() == "text/html"
    assert got.get_content().strip() == "<p>Hej</p>"


@pytest.mark.parametrize(
    ("written", "name", "mailbox"),
    [
        ('"Svensson, Anna" <a@example.org>', "Svensson, Anna", "a@example.org"),
        ('"Åberg, Örjan, från enheten för allt möjligt och mycket annat" <b@example.org>',
         "Åberg, Örjan, från enheten för allt möjligt och mycket annat", "b@example.org"),
        ("Anna Åberg <c@example.org>", "Anna Åberg", "c@example.org"),
        ("d@example.org", "", "d@example.org"),
    ],
)  # fmt: skip
def test_names_with_commas_arrive_whole(
    server: MailServer, written: str, name: str, mailbox: str
) -> None:
    simple(to=[written, "e@example.org"], cc=[written], bcc=["f@example.org"]).send()
    got = sent(server)
    assert set(got.recipients) == {mailbox, "e@example.org", "f@example.org"}
    assert addresses(got, "To") == [(name, mailbox), ("", "e@example.org")]
    assert addresses(got, "Cc") == [(name, mailbox)]
    assert got.message["Bcc"] is None


def test_headers_that_every_mail_has_and_those_of_its_own(server: MailServer) -> None:
    own = {"List-Id": "<x.example.org>", "Message-ID": "<own@example.org>"}
    simple(headers=own, reply_to=['"B, C" <b@example.org>', "d@example.org"]).send()
    row = Email.objects.get()
    got = sent(server).message
    assert got["Auto-Submitted"] == "auto-generated"
    assert got["X-Auto-Response-Suppress"] == "OOF, AutoReply"
    assert got["List-Id"] == "<x.example.org>"
    assert got["Message-ID"] == row.message_id == "<own@example.org>"
    assert [a.display_name for a in got["Reply-To"].addresses] == ["B, C", ""]
    assert "Expires" not in got
    assert abs((parsedate_to_datetime(got["Date"]) - row.created).total_seconds()) < 5


def test_each_mail_has_an_id_of_its_own_of_the_site(server: MailServer, settings: Settings) -> None:
    settings.BASE_URL = "https://eu.example.org:8443"
    simple().send()
    simple().send()
    first, second = Email.objects.values_list("message_id", flat=True)
    assert first != second
    assert first.endswith("@eu.example.org>")


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"subject": "a\nBcc: b@example.org"}, BadHeaderError),
        ({"to": ["a@b c"]}, ValueError),
        ({"to": ['"a,b"@example.org']}, ValueError),
        ({"headers": {"X-A": "a\r\nb"}}, BadHeaderError),
    ],
)
def test_what_no_mail_can_be_is_refused_when_it_is_written(
    server: MailServer, changes: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        simple(**changes).send()
    simple(**changes).send(fail_silently=True)
    assert not Email.objects.exists()


@pytest.mark.parametrize("mood", list(Mood))
def test_a_request_speaks_to_no_mail_server(
    server: MailServer, mood: Mood, client: Client, settings: Settings
) -> None:
    """Resetting a password, also where the task is done within the request."""
    settings.TASKS = settings.TASKS | {"queue": settings.TASKS["default"]}
    server.mood = mood
    user = UserFactory.create(email="person@example.org")
    answer = client.post(
        reverse("account_reset_password"), {"email": user.email}, headers={"user-agent": "{% x %}"}
    )
    assert answer.status_code == 302
    row = Email.objects.get()
    assert row.to == ["person@example.org"]
    assert "http://testserver/" in row.message
    assert server.commands == []


def test_mail_of_a_row_that_was_not_stored_is_not_sent(server: MailServer) -> None:
    with transaction.atomic():
        assert mail_after_commit(subject="A\nvisit", text="Hello", to="a@example.org")
        assert Email.objects.exists()
        transaction.set_rollback(True)
    assert not Email.objects.exists()
    mail_after_commit(subject="A\nvisit", text="Hello", to="a@example.org", reply_to="b@c.org")
    assert sent(server).message["Subject"] == "A visit"


def test_in_development_mail_is_on_the_console_at_once(
    settings: Settings, capsys: pytest.CaptureFixture[str], django_capture_on_commit_callbacks: Any
) -> None:
    settings.EMAIL_BACKEND = "core.operation.mail.queue.EmailBackend"
    console = "django.core.mail.backends.console.EmailBackend"
    settings.POST_OFFICE = settings.POST_OFFICE | {"BACKENDS": {"default": console}}
    settings.MAIL_AT_ONCE = True
    with django_capture_on_commit_callbacks(execute=True):
        send_mail("Subject", "Text", "x@example.org", ["a@example.org"])
        assert "Subject" not in capsys.readouterr().out
    assert "Subject: Subject" in capsys.readouterr().out
