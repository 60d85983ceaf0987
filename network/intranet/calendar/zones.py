"""A time zone as calendars have it: with the rule by which summer time comes and goes.

Outlook reads no list of dates there. A zone whose rule is neither Europe's nor "never" is left
out, and the time is given in UTC.
"""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

SINCE = 1996  # that Europe's clocks are changed as they are
HOUR = timedelta(hours=1)
A_WEEK = timedelta(days=7)


def zone_of(name: str) -> ZoneInfo | None:
    """The zone of that name, if there is one."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def on_the_wall(at: datetime, name: str) -> datetime:
    """`at` as calendars are told it: on the clock of the zone, or in UTC where that is not clear.

    An hour that comes twice is the first one in a calendar: the second is told in UTC.
    """
    zone = zone_of(name)
    if zone is None or component(name, at.astimezone(UTC).year) is None:
        return at.astimezone(UTC)
    there = at.astimezone(zone)
    return at.astimezone(UTC) if there.fold else there


@cache
def component(name: str, year: int) -> Timezone | None:
    """The VTIMEZONE of a zone that keeps Europe's rule in the year, or has one time all year."""
    zone = zone_of(name)
    if zone is None:
        return None
    spring, autumn = _last_sunday(year, 3), _last_sunday(year, 10)
    standard, summer = _offset(zone, spring - HOUR), _offset(zone, spring)
    rule = [_offset(zone, at) for at in (autumn - HOUR, autumn)]
    found = Timezone()
    found.add("tzid", name)
    if not _changes(zone, year):
        began = datetime(SINCE, 1, 1)  # noqa: DTZ001 - on the clock of the zone
        found.add_component(_part(TimezoneStandard(), began, standard, standard))
        return found
    if summer != standard + HOUR or rule != [summer, standard] or _changes(zone, year) != 2:
        return None
    began = _last_sunday(SINCE, 10).replace(tzinfo=None) + summer
    found.add_component(_part(TimezoneStandard(), began, summer, standard, month=10))
    began = _last_sunday(SINCE, 3).replace(tzinfo=None) + standard
    found.add_component(_part(TimezoneDaylight(), began, standard, summer, month=3))
    return found


def _part(
    part: TimezoneStandard | TimezoneDaylight,
    began: datetime,
    before: timedelta,
    after: timedelta,
    month: int = 0,
) -> TimezoneStandard | TimezoneDaylight:
    part.add("dtstart", began)
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", after)
    if month:
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
    return part


def _last_sunday(year: int, month: int) -> datetime:
    """When Europe changes its clocks."""
    last = date(year, month, 31)
    day = last - timedelta(days=(last.weekday() + 1) % 7)
    return datetime(day.year, day.month, day.day, 1, tzinfo=UTC)


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _changes(zone: ZoneInfo, year: int) -> int:
    """How often the clocks are changed in a year."""
    first = datetime(year, 1, 1, tzinfo=UTC)
    offsets = [_offset(zone, first + n * A_WEEK) for n in range(53)]
    return sum(a != b for a, b in pairwise(offsets))
