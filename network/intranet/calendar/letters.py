"""An invitation, a change or a cancellation by mail, with the event in it (RFC 5546, RFC 6047).

Who is written to reads of nobody else who is. Whoever may not read the event any more is told
only that it is no longer theirs.
"""

from datetime import UTC
from email.utils import parseaddr

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Event as Component
from icalendar import vCalAddress

from core.models import User
from core.operation.mail import mail_after_commit
from core.words.ical import new_calendar
from network.intranet.calendar import components
from network.intranet.calendar.components import Telling
from network.intranet.calendar.models import CalendarFeed, Invitation
from network.intranet.events.models import Event, SignUp
from network.intranet.events.showing.words import when, zone
from network.intranet.notifications.models import MailPreference

Method = Invitation.Method
NAME = "invite.ics"
ANSWERS = {
    SignUp.Answer.COMES: "ACCEPTED",
    SignUp.Answer.WAITS: "TENTATIVE",
    SignUp.Answer.DECLINES: "DECLINED",
}


def send(invitation: Invitation, *, is_first: bool) -> bool:
    """The mail that the row tells of; whether it is kept to be sent."""
    event, person = invitation.event, invitation.person
    reads = Event.objects.visible_to(person).filter(pk=event.pk).exists()
    organizer = components.organizer_of(event, inside=True) or _the_site()
    with override(_language(person, event)):
        calendar = _file(invitation, organizer, reads=reads)
        context = {
            "event": event if reads else None,
            "when": " ".join(filter(None, [when(event), zone(event)])),
            "link": components.address_of(event),
            "is_first": is_first,
        }
        template = "invited" if invitation.method == Method.REQUEST else "cancelled"
        return mail_after_commit(
            subject=_subject(invitation, is_first=is_first, reads=reads),
            text=render_to_string(f"email/calendar/{template}.txt", context),
            to=person.email,
            reply_to=str(organizer).removeprefix("mailto:"),
            alternatives=[(calendar.decode(), f"text/calendar; method={invitation.method}")],
            attachments=[(NAME, calendar, "application/ics")],
        )


def _language(person: User, event: Event) -> str:
    """That of their calendar or of their mails, where they have said so; else the event's."""
    for said in (CalendarFeed, MailPreference):
        if language := said.objects.filter(person=person).values_list("language").first():
            return str(language[0])
    return event.language


def _subject(invitation: Invitation, *, is_first: bool, reads: bool) -> str:
    title = {"title": invitation.event.title}
    if invitation.method == Method.REQUEST:
        return (_("Invitation: %(title)s") if is_first else _("Changed: %(title)s")) % title
    if not reads:
        return _("An invitation is no longer valid")
    if invitation.event.cancelled_at:
        return _("Cancelled: %(title)s") % title
    return _("No longer in your calendar: %(title)s") % title


def _file(invitation: Invitation, organizer: vCalAddress, *, reads: bool) -> bytes:
    event, file = invitation.event, new_calendar()
    file.add("method", invitation.method)
    if reads:
        telling = Telling(stamp=invitation.at, inside=True, sequence=invitation.sequence)
        made = components.component(event, telling)
    else:
        made = _nothing_but_which(invitation)
    for key, value in (("organizer", organizer), ("attendee", _attendee(invitation))):
        made.pop(key, None)
        made.add(key, value)
    if invitation.method == Method.CANCEL:
        made.pop("status", None)
        made.add("status", "CANCELLED")
    components.add(file, made)
    return file.to_ical()


def _nothing_but_which(invitation: Invitation) -> Component:
    """What a calendar needs to find the event that it is to take away."""
    made = Component()
    made.add("uid", str(invitation.event.uid))
    made.add("sequence", invitation.sequence)
    made.add("dtstamp", invitation.at)
    made.add("dtstart", invitation.starts.astimezone(UTC))
    return made


def _attendee(invitation: Invitation) -> vCalAddress:
    """Who is written to, and what they have answered."""
    person = invitation.person
    signed = SignUp.objects.filter(event=invitation.event_id, person=person).first()
    found = components.person(person.email, str(person))
    found.params["CUTYPE"] = "INDIVIDUAL"
    found.params["ROLE"] = "REQ-PARTICIPANT"
    found.params["PARTSTAT"] = ANSWERS[SignUp.Answer(signed.answer)] if signed else "NEEDS-ACTION"
    if invitation.method == Method.REQUEST:
        found.params["RSVP"] = "FALSE" if signed else "TRUE"
    return found


def _the_site() -> vCalAddress:
    """Where neither the author nor the municipality has an address."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return components.person(address, name or address)
