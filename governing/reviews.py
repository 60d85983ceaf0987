"""When a governing document is due for revision."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

FIRST_OCTOBER_TERM = 2014  # newly elected councils took office on 1 November before that
ELECTION_YEAR = 1994  # the first of the elections every four years: 2022, 2026, 2030


class ReviewRule(models.TextChoices):
    """How often the document is to be looked at again, as its source states it."""

    TERM = "term", _("every term of office")
    YEARS = "years", _("after a number of years")
    NONE = "none", _("not stated")


@dataclass(frozen=True)
class Revision:
    """The next revision: from which day it is due, and whether that day has come.

    `due_from` is None where the source does not say when the document was last decided.
    """

    due_from: date | None
    is_due: bool


def term_start(at: date) -> date:
    """The day on which the council that sits on the day `at` took office."""
    year = ELECTION_YEAR + (at.year - ELECTION_YEAR) // 4 * 4
    start = _takes_office(year)
    return start if start <= at else _takes_office(year - 4)


def next_term(after: date) -> date:
    """The day on which the first council after the day `after` takes office."""
    return _takes_office(term_start(after).year + 4)


def revision(rule: str, *, years: int | None, last: date | None, at: date) -> Revision | None:
    """The revision that follows from the rule and the last decision; None without a rule."""
    if rule == ReviewRule.TERM:
        due = next_term(last) if last else None
    elif rule == ReviewRule.YEARS and years:
        due = _years_later(last, years) if last else None
    else:
        return None
    return Revision(due, due is not None and due <= at)


def _takes_office(year: int) -> date:
    return date(year, 10, 15) if year >= FIRST_OCTOBER_TERM else date(year, 11, 1)


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 3, 1)
