"""What is done with calendars: an address made and taken back, invitations sent."""

from datetime import datetime

from django.db import transaction

from core.models import AuditEvent, User
from network.intranet.calendar.invited import invited, latest
from network.intranet.calendar.letters import send
from network.intranet.calendar.models import CalendarFeed, Invitation
from network.intranet.calendar.tokens import digest_of, new_token
from network.intranet.events.models import Event

Method = Invitation.Method


@transaction.atomic
def make_feed(*, language: str, instead_of: str, by: User, at: datetime) -> str | None:
    """The token of a new address; the one there was ends. It is told this once.

    `instead_of` names the one that is to end, "" where there was none: None, and nothing is done,
    where it is another, as when the same form is sent again.
    """
    feed = CalendarFeed.objects.select_for_update().filter(person=by).first()
    if (feed.mark if feed else "") != instead_of:
        return None
    token = new_token()
    facts = {"digest": digest_of(token), "language": language, "made_at": at}
    feed, _new = CalendarFeed.objects.update_or_create(person=by, defaults=facts)
    AuditEvent.objects.write("calendar.make_feed", record=feed, by=by, at=at)
    return token


@transaction.atomic
def take_feed_back(*, by: User, at: datetime) -> None:
    """End the address; whoever has it finds nothing there."""
    for feed in CalendarFeed.objects.filter(person=by):
        AuditEvent.objects.write("calendar.take_feed_back", record=feed, by=by, at=at)
        feed.delete()


@transaction.atomic
def tell_invited(*, event: Event, by: User | None, at: datetime) -> int:
    """Send what is new of an event to whom it is new; how many mails that were.

    Those who are invited get the invitation, or the change, that they have not had; those who were
    and are no more, or whose event is cancelled, that it is. Of what has ended nobody is told, and
    of what is made up for a demo neither.
    """
    # Another may have cancelled it, or told of it, since it was read.
    locked = Event.objects.select_for_update(of=("self",)).select_related("author", "profile")
    known = locked.filter(pk=event.pk, ends__gt=at, is_demo=False).first()
    if known is None:
        return 0
    event, had = known, latest(known)
    people = invited(event, had, at=at)
    sent = 0
    for person in people:
        last = had.get(person.pk)
        if last is None or last.method == Method.CANCEL or last.change < event.sequence:
            sent += _send(event, person, Method.REQUEST, last, at)
    keys = {person.pk for person in people}
    for last in had.values():
        if last.method == Method.REQUEST and last.person_id not in keys:
            sent += _send(event, last.person, Method.CANCEL, last, at)
    if sent:
        AuditEvent.objects.write("calendar.tell_invited", record=event, by=by, at=at)
    return sent


def _send(event: Event, person: User, method: str, last: Invitation | None, at: datetime) -> bool:
    """One mail, if it is not sent yet; whether it is now."""
    if not person.is_active or not person.email:
        return False
    cancelled = method == Method.CANCEL
    number = max(event.sequence, last.sequence + 1) if last else event.sequence
    facts = {
        "change": event.sequence,
        # Who may not read the event any more is told of the time that they were told of.
        "starts": last.starts if last and cancelled else event.starts,
        "at": at,
    }
    row, new = Invitation.objects.get_or_create(
        event=event, person=person, sequence=number, method=method, defaults=facts
    )
    if not new:
        return False
    if send(row, is_first=last is None or last.method == Method.CANCEL):
        return True
    row.delete()  # it could not be kept: the next time that somebody looks it is tried again
    return False
