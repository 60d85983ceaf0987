"""What waits for somebody by the meetings: what they do by when, what asks for their answer."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.words.dates import clock, local
from network.intranet.events.models import ActionItem, Event, SignUp
from network.intranet.start.parts import Line, Somebody, Task

SOON = timedelta(days=60)
ASKED = 3  # meetings that ask for an answer, at once
NEXT = 5


def own_tasks(somebody: Somebody) -> Iterator[Task]:
    """What somebody has taken on at a meeting that they may read, and has not done."""
    read = Event.objects.visible_to(somebody.user).filter(profile=somebody.profile)
    items = ActionItem.objects.filter(person=somebody.user, done_at=None, event__in=read)
    for item in items.select_related("event"):
        yield Task(
            title=item.text,
            text=_("You do this: %(meeting)s") % {"meeting": item.event.title},
            url=f"{item.event.get_absolute_url()}#tasks",
            action=_("Say when it is done"),
            day=item.due,
        )


def unanswered_meetings(somebody: Somebody) -> Iterator[Task]:
    """The next meetings that somebody is invited to and has not answered, by their last day."""
    mine = Event.objects.filter(profile=somebody.profile, starts__lt=somebody.at + SOON)
    for event in mine.unanswered_by(somebody.user, somebody.at)[:ASKED]:
        answer_by = event.sign_up_until or event.starts
        yield Task(
            title=_("Are you coming?"),
            text=f"{event.title}, {_when(event)}",
            url=f"{event.get_absolute_url()}#answer",
            action=pgettext("verb", "Answer"),
            day=local(answer_by).date(),
        )


def close_meetings(somebody: Somebody) -> Iterator[Task]:
    """What somebody comes to today or tomorrow."""
    theirs = SignUp.objects.coming().filter(person=somebody.user).values("event")
    read = Event.objects.visible_to(somebody.user).filter(pk__in=theirs).taking_place()
    for event in read.coming(somebody.at).filter(starts__lt=somebody.at + timedelta(days=2)):
        day = local(event.starts).date()
        if day <= somebody.on + timedelta(days=1):
            when = _("Today") if day <= somebody.on else _("Tomorrow")
            place = f", {event.place}" if event.place else ""
            yield Task(
                title=event.title,
                text=f"{when} {clock(event.starts)}{place}",
                url=event.get_absolute_url(),
                action=_("Look at the agenda"),
                day=day,
            )


def next_meetings(somebody: Somebody) -> list[Line]:
    """The next that somebody may read."""
    events = Event.objects.visible_to(somebody.user).filter(profile=somebody.profile)
    return [
        Line(
            event.title,
            event.get_absolute_url(),
            text=", ".join(filter(None, [clock(event.starts), event.place])),
            day=local(event.starts).date(),
        )
        for event in events.taking_place().coming(somebody.at)[:NEXT]
    ]


def all_meetings() -> str:
    """Where the others are."""
    return reverse("meetings")


def _when(event: Event) -> str:
    day = local(event.starts)
    return _("%(day)s at %(hour)s") % {"day": f"{day.day}/{day.month}", "hour": clock(event.starts)}
