"""The portal's dates. It labels Brussels time as UTC, and writes dates as midnights."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from opportunities.imports.errors import Unreadable
from opportunities.imports.rows import DeadlineKind, ParsedDeadline

BRUSSELS = ZoneInfo("Europe/Brussels")
CLOSING = time(17)  # the portal's own convention: calls close at 17:00 Brussels time
MIDNIGHT = time(0)
MOST = 100  # deadlines of one call; the portal has calls with ten
YEARS = range(1970, 9999)  # beyond these a date is an error and cannot be moved between zones


def moment(text: str) -> datetime:
    """The instant `text` names, in UTC as written. Raises Unreadable."""
    try:
        at = datetime.fromisoformat(text.strip())
        at = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        at = None
    if at is None or at.year not in YEARS:
        raise Unreadable(_("The date “%(text)s” cannot be read.") % {"text": text[:60]})
    return at


def deadline(text: str) -> tuple[datetime, bool]:
    """When a call closes, in UTC, and whether the hour is assumed. Raises Unreadable.

    17:00 labelled UTC is 17:00 in Brussels, summer and winter. Midnight, in UTC or in Brussels, is
    a date without an hour. Anything else is UTC as it says.
    """
    at = moment(text)
    if at.time() == CLOSING and _labelled_utc(text):
        return _in_brussels(at.date(), CLOSING), False
    day = _day(at)
    return (at, False) if day is None else (_in_brussels(day, CLOSING), True)


def deadlines(texts: list[str], model: str) -> tuple[ParsedDeadline, ...]:
    """All deadlines of a call in their order, each once. Raises Unreadable."""
    moments: dict[datetime, bool] = {}
    for text in texts:
        at, assumed = deadline(text)
        moments[at] = assumed and moments.get(at, True)
    if len(moments) > MOST:
        raise Unreadable(_("The call has %(number)d deadlines.") % {"number": len(moments)})
    kind = _kind(model)
    return tuple(ParsedDeadline(at, assumed, kind) for at, assumed in sorted(moments.items()))


def opening(text: str) -> datetime:
    """When a call opens, in UTC: a date opens as its day begins in Brussels. Raises Unreadable."""
    at = moment(text)
    day = _day(at)
    return at if day is None else _in_brussels(day, MIDNIGHT)


def _kind(model: str) -> DeadlineKind:
    words = model.casefold().replace("-", " ").split()
    if "stage" in words and "single" not in words:
        return DeadlineKind.STAGE
    if "cut" in words or "multiple" in words:
        return DeadlineKind.CUT_OFF
    return DeadlineKind.SINGLE


def _labelled_utc(text: str) -> bool:
    return not datetime.fromisoformat(text.strip()).utcoffset()


def _day(at: datetime) -> date | None:
    """The Brussels date that a midnight stands for, None where it is no midnight."""
    if at.time() == MIDNIGHT:
        return at.date()
    local = at.astimezone(BRUSSELS)
    return local.date() if local.time() == MIDNIGHT else None


def _in_brussels(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, BRUSSELS).astimezone(UTC)
