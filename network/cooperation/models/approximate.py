"""Dates as a source states them: a day, a month, a year, the late 1980s, or from one to another."""

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dateformat import format as written
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from core.words.dates import long_date
from core.words.language import current

PARTS = {"early": 0, "mid": 4, "late": 7}  # where in its ten years a part of a decade begins
SWEDISH = {"början": "early", "mitten": "mid", "slutet": "late"}
PART = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)|(?P<month>\d{4}-\d\d)|(?P<year>\d{4})"
    r"|(?:(?P<part>early|mid|late) )?(?P<decade>\d{3}0)s"
)
DECADE = re.compile(r"(?:(början|mitten|slutet) av )?(\d{4}|\d\d)-talet")
HELP = _(
    "A day (1989-10-12), a month (1989-10), a year (1989), a decade (1980s, late 1980s) "
    "or from one to another (1988/1991)."
)


class Approximate(str):
    """A date as precise as it is known; the text is how it is stored and typed, "late 1980s"."""

    @property
    def earliest(self) -> date:
        """The first day it can mean: what it is sorted by. ValueError where it is no date."""
        return _earliest(self.partition("/")[0])

    @property
    def words(self) -> str:
        """As the reader's language says it; empty where nothing is stated."""
        return " – ".join(_words(part) for part in self.split("/")) if self else ""


def _earliest(text: str) -> date:
    found = PART.fullmatch(text)
    if not found:
        raise ValueError(text)
    if found["decade"]:
        return date(int(found["decade"]) + PARTS.get(found["part"] or "", 0), 1, 1)
    numbers = [int(number) for number in text.split("-")]
    return date(*([*numbers, 1, 1])[:3])


def _words(text: str) -> str:
    found = PART.fullmatch(text)
    if not found:
        return text
    if found["day"]:
        return long_date(_earliest(text))
    if found["month"]:
        return written(_earliest(text), "F Y")
    if not found["decade"]:
        return text
    decade = f"{found['decade']}-talet" if current() == "sv" else f"{found['decade']}s"
    return {
        "early": pgettext("of a decade", "early %s"),
        "mid": pgettext("of a decade", "mid %s"),
        "late": pgettext("of a decade", "late %s"),
    }.get(found["part"] or "", "%s") % decade


def understood(text: str) -> Approximate:
    """What somebody wrote, Swedish decades too. Raises ValidationError with a sentence."""

    def decade(found: re.Match) -> str:
        years = found[2] if len(found[2]) == 4 else f"19{found[2]}"
        return " ".join(filter(None, (SWEDISH.get(found[1] or ""), f"{years}s")))

    parts = [DECADE.sub(decade, part.strip()) for part in text.strip().split("/")]
    try:
        days = [_earliest(part) for part in parts]
    except ValueError as error:
        raise ValidationError(
            _("%(value)s is no date that is understood here."), params={"value": text}
        ) from error
    if len(days) > 2 or days != sorted(days):
        raise ValidationError(_("Write the earlier one first."))
    return Approximate("/".join(parts))


class ApproximateDateField(models.CharField):
    """Holds an Approximate. The first day stands before the text, so that a database sorts it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 60)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("help_text", HELP)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, *_args: object) -> Approximate:
        """Without the day it is sorted by."""
        return Approximate((value or "").partition(" ")[2])

    def to_python(self, value: Any) -> Approximate:
        """Raises ValidationError where it is no date."""
        text = super().to_python(value) or ""
        return understood(text) if text.strip() else Approximate("")

    def get_prep_value(self, value: Any) -> str:
        """The earliest day in front."""
        found = self.to_python(value)
        return f"{found.earliest.isoformat()} {found}" if found else ""
