"""A day, a month or a year as a source states it: "2016-12-15", "2016-12" or "2016"."""

import calendar
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.words.dates import long_date, month_and_year


def validate(text: str) -> None:
    """Raises ValidationError for what is no day, month or year."""
    try:
        first_day(text)
    except ValueError:
        raise ValidationError(
            _("Write a day, a month or a year: 2016-12-15, 2016-12 or 2016.")
        ) from None


def first_day(text: str) -> date:
    """The first day that `text` can mean. Raises ValueError."""
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


def last_day(text: str) -> date:
    """The last day that `text` can mean. Raises ValueError."""
    year, month, day = _parts(text)
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def written(text: str) -> str:
    """ "15 December 2016", "December 2016" or "2016", in the reader's language."""
    _year, month, day = _parts(text)
    if day:
        return long_date(first_day(text))
    return month_and_year(first_day(text)) if month else text


def _parts(text: str) -> tuple[int, int, int]:
    parts = text.split("-")
    lengths = [len(part) for part in parts]
    if lengths not in ([4], [4, 2], [4, 2, 2]) or not all(p.isdecimal() for p in parts):
        raise ValueError(text)
    year, month, day = (int(part) for part in [*parts, "0", "0"][:3])
    date(year, month if len(parts) > 1 else 1, day if len(parts) > 2 else 1)
    return year, month, day
