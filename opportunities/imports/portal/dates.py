"""The portal's dates. It labels Brussels time as UTC, and writes dates as midnights.

What counts is the instant that a text names, not how it is spelled: an hour with another offset is
the same hour.
"""

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
# The years that a source means. A date of 1970, 2100 or 9999 stands for there being none:
# programmes run for seven years, and no call is planned as far ahead as the fifties.
MEANT = range(1990, 2050)


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

    17:00 UTC is 17:00 in Brussels, summer and winter. Midnight, in UTC or in Brussels, is a date
    without an hour. Anything else is UTC as it says.
    """
    at = moment(text)
    if at.time() == CLOSING:
        return _in_brussels(at.date(), CLOSING), False
    day = _day(at)
    return (at, False) if day is None else (_in_brussels(day, CLOSING), True)


def cascade_deadline(text: str) -> tuple[datetime, bool, bool]:
    """The same for a cascade call, and whether the hour is uncertain. Raises Unreadable.

    Whoever hands the money on writes the hour, some in UTC and some as their own clock shows it
    labelled UTC. The earlier of the two counts: a deadline must not be shown later than it is.
    """
    written = moment(text)
    if written.time() in (CLOSING, MIDNIGHT):
        return *deadline(text), False
    by_their_clock = _in_brussels(written.date(), written.time())
    return min(written, by_their_clock), False, True


def deadlines(texts: list[str], model: str, *, cascade: bool = False) -> tuple[ParsedDeadline, ...]:
    """All deadlines of a call in their order, each once, without those that stand for none.

    Raises Unreadable.
    """
    if len(set(texts)) > MOST:
        raise Unreadable(_("The call has %(number)d deadlines.") % {"number": len(set(texts))})
    moments: dict[datetime, tuple[bool, bool]] = {}
    for text in texts:
        if stands_for_none(text):
            continue
        at, *doubts = cascade_deadline(text) if cascade else (*deadline(text), False)
        assumed, uncertain = (a and b for a, b in zip(doubts, moments.get(at, doubts), strict=True))
        moments[at] = (assumed, uncertain)
    kind = _kind(model)
    return tuple(
        ParsedDeadline(at, assumed, kind, uncertain)
        for at, (assumed, uncertain) in sorted(moments.items())
    )


def stands_for_none(text: str) -> bool:
    """Whether it is a date that nobody means, which sources write where there is none."""
    try:
        return datetime.fromisoformat(text.strip()).year not in MEANT
    except ValueError:
        return False


def opening(text: str) -> datetime | None:
    """When a call opens, in UTC: a date opens as its day begins in Brussels. Raises Unreadable.

    None where the date stands for none.
    """
    if stands_for_none(text):
        return None
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


def _day(at: datetime) -> date | None:
    """The Brussels date that a midnight stands for, None where it is no midnight."""
    if at.time() == MIDNIGHT:
        return at.date()
    local = at.astimezone(BRUSSELS)
    return local.date() if local.time() == MIDNIGHT else None


def _in_brussels(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, BRUSSELS).astimezone(UTC)
