"""Days as Swedish documents write them."""

import re
from datetime import date

MONTHS = (
    "januari februari mars april maj juni juli augusti september oktober november december".split()
)
DAY = rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}(?::?e)? (?:{'|'.join(MONTHS)}) \d{{4}})"
_DAY = re.compile(DAY, re.I)


def first_day(text: str) -> date | None:
    """The first day that `text` names; None where it names none that exists."""
    for written in _DAY.findall(text):
        day = _read(written)
        if day:
            return day
    return None


def _read(text: str) -> date | None:
    try:
        if text[:4].isdecimal():
            return date.fromisoformat(text)
        day, month, year = text.split()
        number = re.sub(r"\D", "", day)
        return date(int(year), MONTHS.index(month.lower()) + 1, int(number))
    except ValueError:
        return None
