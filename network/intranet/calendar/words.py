"""When an event is, in words, on the clock of its zone."""

from datetime import datetime

from babel.dates import format_date
from django.utils import dateformat, timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.words.language import LOCALES, current
from network.intranet.calendar.zones import zone_of
from network.intranet.events.models import Event


def when(event: Event) -> str:
    """ "Tuesday 1 December 2026, 13:00–14:30", with its zone where that is not ours."""
    ours = timezone.get_default_timezone()
    zone = zone_of(event.zone) or ours
    begins, ends = event.starts.astimezone(zone), event.ends.astimezone(zone)
    until = _hour(ends) if begins.date() == ends.date() else f"{_day(ends)} {_hour(ends)}"
    dash = "–" if begins.date() == ends.date() else " – "
    said = f"{_day(begins)}, {_hour(begins)}{dash}{until}"
    if begins == ends:
        said = f"{_day(begins)}, {_hour(begins)}"
    if begins.utcoffset() == begins.astimezone(ours).utcoffset():
        return said
    return _("%(when)s (%(zone)s)") % {"when": said, "zone": event.zone.replace("_", " ")}


def _day(at: datetime) -> str:
    return format_date(at.date(), "full", LOCALES[current()])


def _hour(at: datetime) -> str:
    return dateformat.format(at, pgettext("format of the hour", "H:i"))
