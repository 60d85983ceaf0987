"""Days and hours as people read them: Swedish time, calendar days, the reader's language."""

from datetime import date, datetime
from functools import cache

from django.utils import timezone
from django.utils.dateformat import format as written
from django.utils.translation import gettext, ngettext, pgettext

from core.words.language import current


def local(at: datetime) -> datetime:
    """`at` on the clocks of the municipality (settings.TIME_ZONE)."""
    return timezone.localtime(at, timezone.get_default_timezone())


def days_between(start: datetime, end: datetime) -> int:
    """Calendar days from `start` to `end`: 0 the same day, 1 tomorrow, whatever the hour."""
    return (local(end).date() - local(start).date()).days


def days_left(days: int) -> str:
    """How long is left, in words, `days` calendar days before."""
    if days == 0:
        return gettext("last day today")
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}


def long_date(day: date) -> str:
    """ "15 January 2027" or "15 januari 2027"."""
    return written(_day(day), "j F Y")


def month_and_year(day: date) -> str:
    """ "January 2027" or "januari 2027"."""
    return written(_day(day), "F Y")


def month(day: date) -> str:
    """ "Jan" or "jan": months take no capital in Swedish."""
    return _month(_day(day).month, current())


@cache
def _month(number: int, language: str) -> str:
    name = written(date(2000, number, 1), "b")
    return name if language == "sv" else name.title()


def short_date(day: date) -> str:
    """ "15 Jan 2027" or "15 jan 2027"."""
    day = _day(day)
    return f"{day.day} {month(day)} {day.year}"


def _day(day: date) -> date:
    return local(day).date() if isinstance(day, datetime) else day


def clock(at: datetime) -> str:
    """The hour in Swedish time: "17:00", in Swedish "17.00"."""
    return written(local(at), pgettext("format of the hour", "H:i"))
