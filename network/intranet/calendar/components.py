"""An event of the network as calendars read it (RFC 5545)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from django.utils.translation import gettext as _
from icalendar import Calendar, vCalAddress
from icalendar import Event as Component

from core.access.visibility import Visibility
from core.web.request import own_address
from core.words.ical import in_lines, new_calendar, one_line
from core.words.plain_text import plain_text
from network.intranet.calendar import zones
from network.intranet.events.models import Event
from network.intranet.posts.text import as_html

LONGEST = 4_000  # characters of a description: some calendars take no more than twice that
OPEN = (Visibility.PUBLIC, Visibility.STAFF)


@dataclass(frozen=True)
class Telling:
    """How an event is told of.

    `stamp` is when it was written; `inside`: to a colleague, who may know whose it is and where it
    is held on the net; `text`: with what it is about; `sequence` where it is not the event's own.
    """

    stamp: datetime
    inside: bool
    text: bool = False
    sequence: int | None = None


def address_of(event: Event) -> str:
    """The whole address of its page, in the reader's language."""
    return urljoin(own_address(), event.get_absolute_url())


def file_of(event: Event, telling: Telling) -> bytes:
    """A calendar with this event alone."""
    file = new_calendar()
    add(file, component(event, telling))
    return file.to_ical()


def add(file: Calendar, made: Component) -> None:
    """Put what was made of an event into the file, and the zone that it names before it."""
    known = {str(each["tzid"]) for each in file.walk("VTIMEZONE")}
    for key in ("dtstart", "dtend"):
        time: Any = made.get(key)
        name = time.params.get("tzid") if time is not None else None
        if name is None or name in known:
            continue
        zone = zones.component(name, time.dt.astimezone(UTC).year)
        if zone is not None:
            file.add_component(zone)
            known.add(name)
    file.add_component(made)


def component(event: Event, telling: Telling) -> Component:
    """The event; its UID is the same wherever it is told of, and whatever is changed."""
    url, made = address_of(event), Component()
    made.add("uid", str(event.uid))
    made.add("sequence", event.sequence if telling.sequence is None else telling.sequence)
    made.add("dtstamp", telling.stamp)
    made.add("created", event.created_at)
    made.add("last-modified", event.changed_at)
    made.add("dtstart", zones.on_the_wall(event.starts, event.zone))
    if event.ends > event.starts:
        made.add("dtend", zones.on_the_wall(event.ends, event.zone))
    made.add("status", "CANCELLED" if event.cancelled_at else "CONFIRMED")
    made.add("summary", summary(event))
    made.add("url", url)
    link = event.link if telling.inside else ""
    if event.place or link:
        made.add("location", one_line(event.place or link))
    made.add("description", _description(event, url, link, text=telling.text))
    if event.visibility not in OPEN:
        made.add("class", "PRIVATE")  # a shared calendar then says no more than "busy"
    organizer = organizer_of(event, inside=telling.inside)
    if organizer is not None:
        made.add("organizer", organizer)
    return made


def summary(event: Event) -> str:
    """Its title, and what has to be known with it where a calendar does not show that."""
    title = one_line(event.title)
    if event.cancelled_at:
        title = _("Cancelled: %(title)s") % {"title": title}
    return f"{_('Demo')}: {title}" if event.is_demo else title


def _description(event: Event, url: str, link: str, *, text: bool) -> str:
    about = plain_text(as_html(event.text)) if text else ""
    if len(about) > LONGEST:
        about = about[:LONGEST].rstrip() + "…"
    joins = _("Join: %(link)s") % {"link": link} if link else ""
    return in_lines(event.cancelled_because, about, joins, url)


def organizer_of(event: Event, *, inside: bool) -> vCalAddress | None:
    """Whose event it is: its author's own address to a colleague, else the municipality's."""
    author = event.author
    if inside and author is not None and author.is_active and author.email:
        return person(author.email, str(author))
    return person(event.profile.email, event.profile.name) if event.profile.email else None


def person(address: str, name: str) -> vCalAddress:
    """Somebody's address, with their name."""
    found = vCalAddress(f"mailto:{address}")
    found.params["CN"] = one_line(name).replace('"', "'")
    return found
