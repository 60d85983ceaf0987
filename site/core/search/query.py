"""What is asked of the one search, whoever asks and whichever engine answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Sort(StrEnum):
    RELEVANCE = "relevance"
    DEADLINE = "deadline"
    NEWEST = "newest"
    BUDGET = "budget"


class Window(StrEnum):
    """Where a record stands in time: computed from its dates at the moment of asking."""

    OPEN = "open"
    FORTHCOMING = "forthcoming"
    CLOSED = "closed"


@dataclass(frozen=True)
class Query:
    """One question. `facets` are alternatives within a facet and demands between facets.

    Times are aware and inclusive; money is EUR; `rate_min` is per cent. Without windows every
    record counts, whatever the date. A page of size 0 asks for the counts alone.
    """

    text: str = ""
    kinds: Sequence[str] = ()
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    windows: Sequence[Window] = ()
    deadline_from: datetime | None = None
    deadline_to: datetime | None = None
    opening_from: datetime | None = None
    opening_to: datetime | None = None
    grant_min: int | None = None
    grant_max: int | None = None
    rate_min: float | None = None
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    page_size: int = 20


# The fields of a query that bound a date, an amount or a share.
RANGES = (
    "deadline_from",
    "deadline_to",
    "opening_from",
    "opening_to",
    "grant_min",
    "grant_max",
    "rate_min",
)
