"""The parameters that the search page and the API share: from an address to a query.

What cannot be understood is left out of the query and described: the API refuses and says what
would be understood, the page shows a sentence above the results. A parameter that is not known the
API refuses too, while the page leaves it alone: others write theirs into links to it.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from core.search.query import Query, Sort, Window
from core.search.question import CHARACTERS
from core.web.facets import Facet, no_such_value
from opportunities.finding.search import FIT, KIND

ALL = "all"
REPEATED = ("priority", "programme", "audience", "type", FIT)
YEARS = range(1990, 2101)
PAGES = 1_000_000
AMOUNT = 10**12  # EUR; more than any budget of the Union


# What a value may be where there are too many to name each.
DAYS = f"{YEARS[0]}-01-01..{YEARS[-1]}-12-31"
EUROS = f"0..{AMOUNT}"
ALLOWED: Mapping[str, Sequence[str]] = {
    "deadline_from": [DAYS],
    "deadline_to": [DAYS],
    "opening_from": [DAYS],
    "opening_to": [DAYS],
    "grant_min": [EUROS],
    "grant_max": [EUROS],
    "rate_min": ["0..100"],
    "sort": list(Sort),
    "page": [f"1..{PAGES}"],
    "page_size": [f"1..{settings.SEARCH_PAGE_SIZE_MAX}"],
}
NAMES = ("q", "status", *REPEATED, *ALLOWED)


@dataclass(frozen=True)
class Problem:
    """A value that cannot be understood: of which parameter, why, and what would be understood.

    `label` is what a person knows the parameter as.
    """

    name: str
    label: str
    why: str
    allowed: Sequence[str]

    @property
    def sentence(self) -> str:
        """What a person is told."""
        return f"{self.label}: {self.why}"


@dataclass
class Parameters:
    """The query, the values as they were written, and messages about them.

    `problems` are about what was left out; `notes` are sentences about what was used only in part.
    """

    query: Query
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    written: dict[str, str] = field(default_factory=dict)

    @property
    def messages(self) -> list[str]:
        """What a person is told of all this."""
        return [*(problem.sentence for problem in self.problems), *self.notes]


def read(parameters: QueryDict, facets: Mapping[str, Facet]) -> Parameters:
    """Read the parameters; `facets` have the values that each may have."""
    problems: list[Problem] = []
    notes: list[str] = []
    written: dict[str, str] = {}
    labels = {**range_labels(), "sort": _("Order"), "page": _("Page")}

    def one(name: str, convert: Callable[[str], Any], default: Any = None) -> Any:
        value = parameters.get(name, "").replace("\0", "").strip()
        if not value:
            return default
        written[name] = value
        try:
            return convert(value)
        except (ValueError, OverflowError) as error:
            label = labels.get(name, name)
            problems.append(Problem(name, label, str(error), ALLOWED[name]))
            return default

    text = parameters.get("q", "").replace("\0", " ").strip()
    if len(text) > CHARACTERS:
        notes.append(
            _("The search text is too long: only its first %(n)s characters were used.")
            % {"n": CHARACTERS}
        )
    written["q"] = text = text[:CHARACTERS]
    chosen: dict[str, Sequence[str]] = {}
    for name in REPEATED:
        if values := _values(parameters, facets[name], facets[name].labels, problems):
            chosen[name] = values
    query = Query(
        text=text,
        kinds=(KIND,),
        facets=chosen,
        windows=_windows(parameters, facets["status"], problems),
        deadline_from=one("deadline_from", _first_moment),
        deadline_to=one("deadline_to", _last_moment),
        opening_from=one("opening_from", _first_moment),
        opening_to=one("opening_to", _last_moment),
        grant_min=one("grant_min", _amount),
        grant_max=one("grant_max", _amount),
        rate_min=one("rate_min", _rate),
        sort=one("sort", _sort, Sort.RELEVANCE),
        page=one("page", _page, 1),
        page_size=one("page_size", _page_size, settings.SEARCH_PAGE_SIZE),
    )
    return Parameters(query, problems, notes, written)


def _values(
    parameters: QueryDict, facet: Facet, allowed: Iterable[str], problems: list[Problem]
) -> tuple[str, ...]:
    """What is chosen of a facet among the values that are allowed."""
    possible = list(allowed)
    values = [value for value in dict.fromkeys(parameters.getlist(facet.name)) if value]
    problems += [
        Problem(facet.name, facet.label, no_such_value(value), possible)
        for value in values
        if value not in possible
    ]
    return tuple(value for value in values if value in possible)


def _windows(parameters: QueryDict, facet: Facet, problems: list[Problem]) -> Sequence[Window]:
    """Open unless something else is asked for; `all`, or none of them ticked, is every window."""
    values = _values(parameters, facet, [*Window, ALL], problems)
    if ALL in values or ("status" in parameters and not any(parameters.getlist("status"))):
        return ()
    return tuple(Window(value) for value in values) or (Window.OPEN,)


def _day(value: str) -> date:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        raise ValueError(
            _("“%(value)s” is not a date: write it like 2027-01-31.") % {"value": value[:40]}
        )
    return day


def _first_moment(value: str) -> datetime:
    return timezone.make_aware(datetime.combine(_day(value), time.min))


def _last_moment(value: str) -> datetime:
    return timezone.make_aware(datetime.combine(_day(value), time.max))


def _amount(value: str) -> int:
    digits = re.sub(r"[\s€]", "", value)
    if not re.fullmatch(r"[0-9]{1,13}", digits, re.ASCII) or int(digits) > AMOUNT:
        raise ValueError(
            _("“%(value)s” is not an amount: write whole euros, like 60000.")
            % {"value": value[:40]}
        )
    return int(digits)


def _rate(value: str) -> float:
    number = value.rstrip("% ").replace(",", ".")
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,2})?", number, re.ASCII) or float(number) > 100:
        raise ValueError(
            _("“%(value)s” is not a share: write per cent from 0 to 100.") % {"value": value[:40]}
        )
    return float(number)


def _sort(value: str) -> Sort:
    if value not in list(Sort):
        raise ValueError(no_such_value(value))
    return Sort(value)


def _number(value: str, most: int) -> int:
    """A whole number from 1, clamped to `most` however many digits it has."""
    digits = value.lstrip("0")
    if not re.fullmatch(r"[0-9]+", digits, re.ASCII):
        raise ValueError(_("“%(value)s” is not a whole number from 1.") % {"value": value[:40]})
    return most if len(digits) > len(str(most)) else min(int(digits), most)


def _page(value: str) -> int:
    return _number(value, PAGES)


def _page_size(value: str) -> int:
    return _number(value, settings.SEARCH_PAGE_SIZE_MAX)


def range_labels() -> dict[str, str]:
    """What each bound is called, in the reader's language."""
    return {
        "deadline_from": _("Closes from"),
        "deadline_to": _("Closes by"),
        "opening_from": _("Opens from"),
        "opening_to": _("Opens by"),
        "grant_min": _("At least, euros"),
        "grant_max": _("At most, euros"),
        "rate_min": _("Share financed at least, per cent"),
    }
