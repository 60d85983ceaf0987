"""The deadlines of a call as a calendar file."""

from datetime import datetime, timedelta

from django.utils.translation import gettext
from icalendar import Alarm, Calendar, Event

from opportunities.models import Call, CallDeadline
from opportunities.showing.presentation import due

REMINDER = timedelta(days=14)


def calendar(call: Call, *, at: datetime, url: str, host: str) -> bytes | None:
    """Every coming deadline as an iCalendar file; None where there is none.

    `url` is the page of the call, absolute; `host` makes the identifiers of the events unique.
    """
    coming = sorted((d for d in call.deadline_list if d.at >= at), key=lambda d: d.at)
    if not coming:
        return None
    file = Calendar()
    file.add("prodid", "-//Omvärld//SV")
    file.add("version", "2.0")
    for deadline in coming:
        file.add_component(_event(deadline, call, at=at, url=url, host=host))
    return file.to_ical()


def _event(deadline: CallDeadline, call: Call, *, at: datetime, url: str, host: str) -> Event:
    seen = due(deadline, at=at)
    notes = [call.identifier, str(call.programme or ""), seen.note, url]
    if deadline.assumed:
        notes.insert(0, gettext("The source gives a date only; the hour is the portal's custom."))
    summary = gettext("Last day to apply: %(title)s") % {"title": call.title}
    event = Event()
    event.add("uid", f"{call.reference}-{deadline.position}@{host}")
    event.add("dtstamp", call.changed_at)
    event.add("dtstart", deadline.at)
    event.add("summary", summary)
    event.add("description", "\n".join(filter(None, notes)))
    event.add("url", url)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", -REMINDER)
    event.add_component(alarm)
    return event
