"""The deadlines of a call as a calendar file."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.utils.translation import gettext
from icalendar import Alarm, Event

from core.web.request import own_address
from core.words.ical import new_calendar
from opportunities.models import Call, CallDeadline, Status
from opportunities.showing.presentation import due

REMINDER = timedelta(days=14)
# An event has to end after it begins; one minute keeps a deadline of 23:59 on its day.
LENGTH = timedelta(minutes=1)


def calendar(call: Call, *, url: str, at: datetime) -> bytes | None:
    """Every coming deadline of the call at `url` as an iCalendar file; None where there is none.

    Its events are the same to a calendar whichever of the site's hosts it is fetched from, whatever
    other deadlines come and go, and when a deadline is moved: only then does SEQUENCE rise.
    """
    coming = sorted((d for d in call.deadline_list if d.at >= at), key=lambda d: d.at)
    if not coming or call.status(at) == Status.CLOSED:
        return None
    file = new_calendar()
    for deadline in coming:
        file.add_component(_event(deadline, call, url=url, at=at))
    return file.to_ical()


def _event(deadline: CallDeadline, call: Call, *, url: str, at: datetime) -> Event:
    seen = due(deadline, at=at)
    notes = [call.identifier, str(call.programme or ""), seen.note, url]
    if deadline.uncertain:
        notes.insert(0, gettext("The hour is uncertain: it may be later, never earlier."))
    if deadline.assumed:
        notes.insert(0, gettext("The source gives a date only; the hour is the portal's custom."))
    summary = gettext("Last day to apply: %(title)s") % {"title": call.title}
    if call.is_demo:
        summary = f"{gettext('Demo')}: {summary}"
        notes.insert(0, gettext("Demo content: nobody can apply for this."))
    event = Event()
    site = urlsplit(own_address()).hostname  # whatever host and port were asked
    event.add("uid", f"{call.reference}-{deadline.key}@{site}")
    event.add("sequence", deadline.sequence)
    event.add("dtstamp", call.changed_at)
    event.add("dtstart", deadline.at)
    event.add("dtend", deadline.at + LENGTH)
    event.add("summary", summary)
    event.add("description", "\n".join(filter(None, notes)))
    event.add("url", url)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", -REMINDER)
    event.add_component(alarm)
    return event
