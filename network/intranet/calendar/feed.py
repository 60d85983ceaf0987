"""What somebody's own calendar holds: worked out anew each time that it is fetched."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _
from icalendar import Event as Component

from core.access.visibility import tokens_of
from core.models import MunicipalityProfile, User
from core.words.ical import in_lines, new_calendar, one_line
from network.intranet.calendar.components import (
    OPEN,
    Telling,
    add,
    address_of,
    component,
    summary,
)
from network.intranet.events.models import ActionItem, Event, SignUp

KEPT = timedelta(days=180)  # that an event stays after it has ended
MOST = 500  # of each sort
REFRESH = timedelta(hours=1)


def calendar_of(person: User, profile: MunicipalityProfile, *, at: datetime) -> bytes:
    """The events that they come to or are invited to, and what they have said that they do.

    Title, time, place and where to read on; what an event is about stays here. A cancelled event
    is cancelled, and does not vanish.
    """
    name = _("%(name)s, EU work") % {"name": profile.name}
    file = new_calendar()
    file.add("name", name)
    file.add("x-wr-calname", name)
    file.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    file.add("x-published-ttl", "PT1H")
    for event, waits in events_of(person, profile, at=at):
        made = component(event, Telling(stamp=event.changed_at, inside=True))
        if waits and not event.cancelled_at:
            title = _("Waiting list: %(title)s") % {"title": summary(event)}
            for key, value in (("status", "TENTATIVE"), ("summary", title)):
                del made[key]
                made.add(key, value)
        add(file, made)
    for item in items_of(person, profile):
        file.add_component(_day(item))
    return file.to_ical()


def events_of(
    person: User, profile: MunicipalityProfile, *, at: datetime
) -> Iterator[tuple[Event, bool]]:
    """Each event that they may read now and that is theirs, and whether they wait for a place."""
    answers = dict(SignUp.objects.filter(person=person).values_list("event", "answer"))
    coming = [pk for pk, answer in answers.items() if answer != SignUp.Answer.DECLINES]
    theirs = Q(pk__in=coming) | Q(author=person) | (Q(invites=True) & ~Q(visibility__in=OPEN))
    events = Event.objects.visible_to(person).filter(theirs, profile=profile, ends__gte=at - KEPT)
    # Of what they are invited to, a superuser's and an author's right to read is no invitation.
    tokens = tokens_of(person) - {f"author:{person.pk}"}
    for event in events.select_related("author", "profile").order_by("-starts", "pk")[:MOST]:
        answer = answers.get(event.pk)
        is_theirs = event.author_id == person.pk or event.readers & tokens
        if answer != SignUp.Answer.DECLINES and (answer or is_theirs):
            yield event, answer == SignUp.Answer.WAITS


def items_of(person: User, profile: MunicipalityProfile) -> Iterator[ActionItem]:
    """What they have to do by a day, of meetings that they may read now."""
    meetings = Event.objects.visible_to(person).filter(profile=profile)
    items = ActionItem.objects.filter(person=person, done_at=None, event__in=meetings)
    yield from items.exclude(due=None).select_related("event").order_by("-due", "pk")[:MOST]


def _day(item: ActionItem) -> Component:
    """The day by which it is to be done; nobody is busy all day for it."""
    made = Component()
    made.add("uid", f"{item.event.uid}-{item.pk}")
    made.add("dtstamp", item.event.changed_at)
    made.add("dtstart", item.due)
    made.add("summary", one_line(_("To be done: %(what)s") % {"what": item.text}))
    url = address_of(item.event)
    made.add("url", url)
    made.add("description", in_lines(item.event.title, url))
    made.add("transp", "TRANSPARENT")
    made.add("class", "PRIVATE")
    return made
