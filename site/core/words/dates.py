"""Days and hours as people read them: Swedish time, calendar days, the reader's language."""

from datetime import date, datetime

from babel.dates import format_date, get_month_names
from django.utils import dateformat, timezone
from django.utils.translation import gettext, ngettext, pgettext

from core.words.language import LOCALES, current


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
    return format_date(_day(day), "long", LOCALES[current()])


def month_and_year(day: date) -> str:
    """ "January 2027" or "januari 2027"."""
    return format_date(_day(day), "MMMM y", LOCALES[current()])


def month(day: date) -> str:
    """ "Jan" or "jan"; CLDR has longer ones, "jan." and "juni"."""
    name: str = get_month_names("wide", locale=LOCALES[current()])[_day(day).month]
    return name[:3]


def weekday_and_date(day: date) -> str:
    """ "Friday 15 January 2027" or "fredag 15 januari 2027"."""
    return format_date(_day(day), "EEEE d MMMM y", LOCALES[current()])


def short_date(day: date) -> str:
    """ "15 Jan 2027" or "15 jan 2027"."""
    day = _day(day)
    return f"{day.day} {month(day)} {day.year}"


def _day(day: date) -> date:
    return local(day).date() if isinstance(day, datetime) else day


def clock(at: datetime) -> str:
    """The hour in Swedish time: "17:00", in Swedish "17.00"."""
    return hour(local(at))


def hour(shown: datetime) -> str:
    """The hour as the clock that `shown` is of has it, written as in `clock`."""
    return dateformat.format(shown, pgettext("format of the hour", "H:i"))
