"""When an event is, in words: by the clock of its zone, and in Swedish time where that differs."""

from datetime import datetime

from django.utils.translation import gettext as _

from core.words.dates import hour, local, long_date, weekday_and_date
from network.intranet.events.models import Event
from network.intranet.events.zones import HERE, ZONES


def when(event: Event) -> str:
    """ "Friday 15 January 2027, 09:00–11:30"; of several days the first and the last."""
    return _between(event.begins, event.finishes)


def when_here(event: Event) -> str:
    """The same in Swedish time; nothing where the clocks there show the same."""
    if event.begins.utcoffset() == local(event.starts).utcoffset():
        return ""
    return _between(local(event.starts), local(event.ends))


def zone(event: Event) -> str:
    """Whose clock it is, where it is not ours."""
    return "" if event.zone == HERE else str(ZONES.get(event.zone, event.zone))


def _between(begins: datetime, finishes: datetime) -> str:
    if begins.date() == finishes.date():
        hours = hour(begins) if begins == finishes else f"{hour(begins)}–{hour(finishes)}"
        return f"{weekday_and_date(begins.date())}, {hours}"
    return _("%(first)s at %(begins)s to %(last)s at %(ends)s") % {
        "first": long_date(begins.date()),
        "begins": hour(begins),
        "last": long_date(finishes.date()),
        "ends": hour(finishes),
    }
