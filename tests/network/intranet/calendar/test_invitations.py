"""Invitations, changes and cancellations by mail: to each whom they are for, once, and no more."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from post_office.models import Email

from core.models import AuditEvent, User
from core.operation.mail.sending import send_due
from core.operation.personal.erasing import erase
from core.operation.schedule import jobs
from network.intranet.events.following import Step, follow
from network.models import Appointment, CalendarFeed, Event, Invitation, Seat, SignUp, UnitMember
from tests.factories.calls import change_municipality
from tests.factories.core import UserFactory
from tests.factories.network import group, member, unit
from tests.fakes.mail_server import MailServer
from tests.itip import events, problems, problems_of_a_series
from tests.network.intranet.calendar.meetings import SOON, meeting
from tests.network.intranet.people import AT, CANARY, somebody

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(hours=1)


@pytest.fixture(autouse=True)
def the_clock_stands() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def author() -> User:
    return somebody(Seat.Kind.CONTACT)


@pytest.fixture
def reader() -> User:
    return somebody(Seat.Kind.CONTACT)


def sent() -> list[tuple[str, str, bytes]]:
    """To whom, with which method and what for their calendar, since this was asked last."""
    found = []
    for message in mail.outbox:
        assert isinstance(message, EmailMultiAlternatives)
        ((text, kind),) = message.alternatives
        assert isinstance(text, str)
        method = kind.removeprefix("text/calendar; method=")
        (attachment,) = message.attachments
        assert attachment == ("invite.ics", text.encode(), "application/ics")
        found.append((message.to[0], method, text.encode()))
    mail.outbox.clear()
    return found


def told() -> list[tuple[str, str]]:
    return sorted((to, method) for to, method, _data in sent())


def happens(event: Event, step: Step, **changes: Any) -> None:
    """What an action does: the change, one more in `sequence`, and what follows from it."""
    author = event.author or UserFactory.create()
    for name, value in changes.items():
        setattr(event, name, value)
    event.save()
    follow(event, step, by=author, at=AT)


def changed(event: Event, step: Step = Step.CHANGED, **changes: Any) -> None:
    happens(event, step, sequence=event.sequence + 1, changed_at=LATER, **changes)


def test_who_may_read_it_gets_the_invitation_the_change_and_the_cancellation(
    author: User, reader: User
) -> None:
    event = meeting(author, title='Möte, om "vatten"; 🎉', place="Rådhuset", invites=True)
    files = []
    for step in (Step.CREATED, Step.CHANGED, Step.CANCELLED):
        if step == Step.CREATED:
            happens(event, step)
        elif step == Step.CHANGED:
            changed(event, step, starts=SOON + timedelta(hours=1), ends=SOON + timedelta(hours=2))
        else:
            changed(event, step, cancelled_at=AT, cancelled_because="För få anmälda")
        ((to, method, data),) = sent()
        assert to == reader.email
        (found,) = events(data)
        assert str(found["ORGANIZER"]) == f"mailto:{author.email}"
        assert str(found["ATTENDEE"]) == f"mailto:{reader.email}"
        assert found["ATTENDEE"].params["PARTSTAT"] == "NEEDS-ACTION"
        assert found["DTSTART"].dt == event.starts
        files.append((method, data))
    assert [method for method, _data in files] == ["REQUEST", "REQUEST", "CANCEL"]
    assert problems_of_a_series(files) == []
    assert [int(events(data)[0]["SEQUENCE"]) for _method, data in files] == [0, 1, 2]
    assert AuditEvent.objects.filter(action="calendar.tell_invited").count() == 3


def test_the_mail_says_when_and_where_and_what_it_is_about_stays(
    author: User, reader: User
) -> None:
    secret = "Vad det handlar om"
    event = meeting(author, text=secret, place="Rådhuset", link="https://moten.example.org/1")
    happens(event, Step.CREATED, invites=True)
    (message,) = mail.outbox
    assert message.subject == f"Inbjudan: {CANARY}"
    assert message.reply_to == [author.email]
    whole = message.message().as_string()
    assert secret not in whole
    for words in (
        "måndag 7 december 2026, 13.00–15.00",
        "Rådhuset",
        "https://moten.example.org/1",
        f"/sv/natverk/moten/{event.pk}/",
    ):
        assert words in str(message.body)
    assert (message.cc, message.bcc) == ([], [])


def test_the_mail_is_in_the_language_that_the_reader_has_their_calendar_in(
    author: User, reader: User
) -> None:
    CalendarFeed.objects.create(person=reader, digest="x", language="en", made_at=AT)
    happens(meeting(author, zone="America/New_York"), Step.CREATED, invites=True)
    (message,) = mail.outbox
    assert message.subject == f"Invitation: {CANARY}"
    assert "7 December 2026, 07:00–09:00 New York" in str(message.body)
    assert "/en/network/meetings/" in str(message.body)


def readers_of_each() -> dict[str, tuple[dict[str, Any], set[str]]]:
    """Events of every visibility, and who of the people below is told."""
    ours, working = unit(name="Vår"), group()
    for name, make in {
        "contact": lambda: somebody(Seat.Kind.CONTACT, unit=ours),
        "coordinator": lambda: somebody(Seat.Kind.COORDINATOR),
        "colleague": UserFactory.create,
        "member": UserFactory.create,
        "staff": UserFactory.create,
        "signed up": UserFactory.create,
        "waits": UserFactory.create,
    }.items():
        person = make()
        User.objects.filter(pk=person.pk).update(email=f"{name.replace(' ', '-')}@example.org")
        if name == "colleague":
            UnitMember.objects.create(unit=ours, person=person)
        if name == "member":
            member(person, working)
    return {
        "network": ({}, {"contact", "coordinator"}),
        "department": ({"unit": ours}, {"contact", "coordinator", "colleague"}),
        "group": ({"group": working}, {"coordinator", "member"}),
        "coordination": ({}, {"coordinator"}),
        "staff": ({}, {"signed-up"}),
        "public": ({}, {"signed-up"}),
    }


def test_who_is_invited_to_what() -> None:
    for visibility, (facts, expected) in readers_of_each().items():
        event = meeting(None, visibility=visibility, invites=True, **facts)
        if visibility in ("staff", "public"):
            for name, answer in (("signed-up", "comes"), ("waits", "waits")):
                person = User.objects.get(email=f"{name}@example.org")
                SignUp.objects.create(event=event, person=person, answer=answer, at=AT)
        happens(event, Step.CREATED)
        assert {to.partition("@")[0] for to, _method in told()} == expected, visibility


def test_without_the_word_of_the_event_nobody_is_told(author: User, reader: User) -> None:
    happens(meeting(author), Step.CREATED)
    happens(meeting(author, invites=True, is_demo=True), Step.CREATED)
    happens(meeting(author, invites=True, starts=AT - timedelta(days=1)), Step.CREATED)
    assert told() == []


def test_the_same_told_twice_is_one_mail_and_what_no_calendar_needs_is_none(
    author: User, reader: User
) -> None:
    event = meeting(author, invites=True)
    for step in (Step.CREATED, Step.CREATED, Step.CHANGED, Step.MINUTES, Step.ATTENDED):
        happens(event, step)
    assert told() == [(reader.email, "REQUEST")]
    changed(event, Step.CANCELLED, cancelled_at=AT)
    happens(event, Step.CANCELLED)
    assert told() == [(reader.email, "CANCEL")]


def test_the_mail_goes_with_the_change_or_not_at_all(author: User, reader: User) -> None:
    event = meeting(author, invites=True)
    with transaction.atomic():
        happens(event, Step.CREATED)
        transaction.set_rollback(True)  # as where something else in the action goes wrong
    assert not Invitation.objects.exists()
    mail.outbox.clear()
    happens(event, Step.CREATED)
    assert told() == [(reader.email, "REQUEST")]


def narrowed(event: Event, _reader: User) -> None:
    changed(event, visibility="coordination", title="En ny hemlig rubrik", place="Hemligt")


def seat_ended(event: Event, reader: User) -> None:
    Appointment.objects.filter(person=reader).update(ends=AT.date() - timedelta(days=1))
    Event.objects.filter(pk=event.pk).update(title="En ny hemlig rubrik", place="Hemligt")
    jobs["invitations"].run(LATER)


@pytest.mark.parametrize("lose", [narrowed, seat_ended])
def test_who_may_read_it_no_more_is_told_that_and_nothing_else(
    author: User, reader: User, lose: Callable[[Event, User], None]
) -> None:
    event = meeting(author, invites=True)
    happens(event, Step.CREATED)
    first = sent()
    lose(event, reader)
    (message,) = mail.outbox
    assert isinstance(message, EmailMultiAlternatives)
    whole = message.message().as_string()
    assert message.subject == "En inbjudan gäller inte längre"
    assert "Hemligt" not in whole + str(message.alternatives)
    assert "hemlig" not in whole + str(message.body)
    assert str(event.pk) not in str(message.body)
    last = sent()
    assert problems_of_a_series([(method, data) for _to, method, data in first + last]) == []
    assert (last[0][0], last[0][1]) == (reader.email, "CANCEL")
    assert "SUMMARY" not in events(last[0][2])[0]
    jobs["invitations"].run(LATER)
    assert told() == []


def test_who_comes_back_or_joins_is_invited_by_the_clock(author: User, reader: User) -> None:
    event = meeting(author, invites=True)
    happens(event, Step.CREATED)
    files = [(method, data) for _to, method, data in sent()]
    held = Appointment.objects.filter(person=reader)
    for ends in (AT.date() - timedelta(days=1), None):
        held.update(ends=ends)
        jobs["invitations"].run(LATER)
        files += [(method, data) for _to, method, data in sent()]
    assert [method for method, _data in files] == ["REQUEST", "CANCEL", "REQUEST"]
    assert problems_of_a_series(files) == []
    newcomer = somebody(Seat.Kind.CONTACT)
    jobs["invitations"].run(LATER)
    assert told() == [(newcomer.email, "REQUEST")]
    changed(event, starts=SOON + timedelta(minutes=30))
    assert told() == sorted([(newcomer.email, "REQUEST"), (reader.email, "REQUEST")])


def test_who_signs_up_for_what_is_for_all_has_it_and_who_signs_off_has_it_no_more() -> None:
    person = UserFactory.create()
    event = meeting(somebody(Seat.Kind.CONTACT), visibility="staff", invites=True)
    happens(event, Step.CREATED)
    assert told() == []
    signed = SignUp.objects.create(event=event, person=person, answer="comes", at=AT)
    happens(event, Step.ANSWERED)
    ((to, method, data),) = sent()
    assert (to, method, problems(data, method)) == (person.email, "REQUEST", [])
    assert events(data)[0]["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
    signed.answer = "declines"
    signed.save()
    happens(event, Step.ANSWERED)
    assert mail.outbox[0].subject == f"Utgår ur din kalender: {CANARY}"
    ((to, method, data),) = sent()
    assert (to, method, problems(data, method)) == (person.email, "CANCEL", [])


def deactivated(person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)


def erased(person: User) -> None:
    erase(person=person, by=UserFactory.create(), at=AT)
    assert not Invitation.objects.filter(person=person).exists()


def without_an_address(person: User) -> None:
    User.objects.filter(pk=person.pk).update(email="")


@pytest.mark.parametrize("end", [deactivated, erased, without_an_address])
@pytest.mark.parametrize("after_the_invitation", [True, False])
def test_nothing_is_sent_to_who_is_not_there(
    author: User, reader: User, end: Callable[[User], None], after_the_invitation: bool
) -> None:
    event = meeting(author, invites=True)
    if after_the_invitation:
        happens(event, Step.CREATED)
        mail.outbox.clear()
    end(reader)
    mail.outbox.clear()
    changed(event)
    changed(event, Step.CANCELLED, cancelled_at=AT)
    assert told() == []


@pytest.mark.parametrize(
    ("municipality", "address"), [("eu@example.org", "eu@example.org"), ("", "")]
)
def test_an_event_whose_author_has_left_is_the_municipalitys(
    reader: User, municipality: str, address: str
) -> None:
    change_municipality(email=municipality)
    gone = somebody(Seat.Kind.CONTACT)
    event = meeting(gone, invites=True)
    deactivated(gone)
    event.refresh_from_db()
    happens(event, Step.CREATED)
    ((_to, method, data),) = sent()
    assert problems(data, method) == []
    assert str(events(data)[0]["ORGANIZER"]).startswith(f"mailto:{address}")
    assert gone.email not in data.decode()


def test_through_the_queue_and_the_mail_server_it_comes_whole(
    author: User, reader: User, server: MailServer
) -> None:
    title = "Årets möte, åäö; 🎉 " + "x" * 170
    happens(meeting(author, title=title[:200], place="Å\nrådhuset"), Step.CREATED, invites=True)
    assert Email.objects.count() == 1
    assert send_due(at=AT) == 1
    (mail_,) = server.taken
    message: EmailMessage = mail_.message
    assert mail_.recipients == (reader.email,)
    assert message["Reply-To"] == author.email
    parts = {part.get_content_type(): part for part in message.walk()}
    assert list(parts) == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/calendar",
        "application/ics",
    ]
    calendar = parts["text/calendar"]
    assert calendar["Content-Type"].params["method"] == "REQUEST"
    assert calendar["Content-Type"].params["charset"] == "utf-8"
    attached = parts["application/ics"]
    assert attached.get_filename() == "invite.ics"
    whole = attached.get_payload(decode=True)
    assert isinstance(whole, bytes)
    assert problems(whole, "REQUEST") == []
    assert str(events(whole)[0]["SUMMARY"]) == title[:200]
    shown = calendar.get_payload(decode=True)
    assert isinstance(shown, bytes)
    assert shown.splitlines() == whole.splitlines()
