"""Dates as a source states them: a day, a month, a year, the late 1980s, or from one to another."""

import calendar
import re
from datetime import date
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from core.words.dates import long_date, month_and_year
from core.words.language import current

# The first and the last of its ten years that a part of a decade can mean.
PARTS = {"": (0, 9), "early": (0, 3), "mid": (4, 6), "late": (7, 9)}
SWEDISH = {"början": "early", "mitten": "mid", "slutet": "late"}
PART = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)|(?P<month>\d{4}-\d\d)|(?P<year>\d{4})"
    r"|(?:(?P<part>early|mid|late) )?(?P<decade>\d{3}0)s"
)
DAY_MONTH_OR_YEAR = re.compile(r"\d{4}(-\d\d){0,2}")
DECADE = re.compile(r"(?:(början|mitten|slutet) av )?(\d{4}|\d\d)-talet")


class Precision(StrEnum):
    """How little of a date has to be stated."""

    YEAR = "year"  # a day, a month or a year
    DECADE = "decade"  # also ten years or a part of them, and from one to another


class ImpreciseDate(str):
    """A date as precise as it is known; the text is how it is typed, "late 1980s", or empty."""

    __slots__ = ()

    @property
    def first_day(self) -> date:
        """The first day it can mean: what it is sorted by. ValueError where it is no date."""
        return _days(self.partition("/")[0])[0]

    @property
    def last_day(self) -> date:
        """The last day it can mean. ValueError where it is no date."""
        return _days(self.rpartition("/")[2])[1]

    @property
    def words(self) -> str:
        """As the reader's language says it; empty where nothing is stated."""
        return " – ".join(_words(part) for part in self.split("/")) if self else ""


def _days(text: str) -> tuple[date, date]:
    """The first and the last day that a part can mean."""
    stated = PART.fullmatch(text)
    if not stated:
        raise ValueError(text)
    if stated["decade"]:
        first, last = PARTS[stated["part"] or ""]
        decade = int(stated["decade"])
        return date(decade + first, 1, 1), date(decade + last, 12, 31)
    numbers = [int(number) for number in text.split("-")]
    start = date(*[*numbers, 1, 1][:3])
    if stated["day"]:
        return start, start
    month = start.month if stated["month"] else 12
    return start, date(start.year, month, calendar.monthrange(start.year, month)[1])


def _words(text: str) -> str:
    stated = PART.fullmatch(text)
    if not stated:
        return text
    if stated["day"]:
        return long_date(_days(text)[0])
    if stated["month"]:
        return month_and_year(_days(text)[0])
    if not stated["decade"]:
        return text
    decade = f"{stated['decade']}-talet" if current() == "sv" else f"{stated['decade']}s"
    return {
        "early": pgettext("of a decade", "early %s"),
        "mid": pgettext("of a decade", "mid %s"),
        "late": pgettext("of a decade", "late %s"),
    }.get(stated["part"] or "", "%s") % decade


def parse(text: str, precision: Precision = Precision.DECADE) -> ImpreciseDate:
    """What somebody wrote, Swedish decades too. Raises ValidationError with a sentence."""
    if precision == Precision.YEAR:
        return _parse_year(text.strip())
    parts = [DECADE.sub(_english, part.strip()) for part in text.strip().split("/")]
    try:
        days = [_days(part)[0] for part in parts]
    except ValueError as error:
        raise ValidationError(
            _("%(value)s is no date that is understood here."), params={"value": text}
        ) from error
    if len(days) > 2 or days != sorted(days):
        raise ValidationError(_("Write the earlier one first."))
    return ImpreciseDate("/".join(parts))


def _parse_year(text: str) -> ImpreciseDate:
    try:
        if not DAY_MONTH_OR_YEAR.fullmatch(text):
            raise ValueError(text)
        _days(text)
    except ValueError as error:
        raise ValidationError(
            _("Write a day, a month or a year: 2016-12-15, 2016-12 or 2016.")
        ) from error
    return ImpreciseDate(text)


def _english(match: re.Match[str]) -> str:
    """The decade as it is stored."""
    years = match[2] if len(match[2]) == 4 else f"19{match[2]}"
    return " ".join(filter(None, (SWEDISH.get(match[1] or ""), f"{years}s")))
