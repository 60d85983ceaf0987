"""What parsing makes of a feed: calls as plain values, and rows that could not be read."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from opportunities.conditions.reading import RULES

# The lengths of our fields in characters; parsing cuts to them so that storing never fails.
TITLE = 500
IDENTIFIER = 200
KEY = 200
DEADLINE_MODEL = 40
URL = 500


class FundingKind(StrEnum):
    """Values of CallType; parsing imports no models."""

    GRANT = "grant"
    TENDER = "tender"
    CASCADE = "cascade"


class DeadlineKind(StrEnum):
    """Values of CallDeadline.Kind."""

    SINGLE = "single"
    STAGE = "stage"
    CUT_OFF = "cut-off"


@dataclass(frozen=True, order=True)
class ParsedDeadline:
    """An aware moment; `assumed` where the source gave a date and the hour is its custom.

    `uncertain` where its hour can be read in two ways: `at` is the earlier.
    """

    at: datetime
    assumed: bool = False
    kind: DeadlineKind = DeadlineKind.SINGLE
    uncertain: bool = False


@dataclass(frozen=True, kw_only=True)
class ParsedCall:
    """A call as the source describes it. Times aware, money in EUR, rate in per cent.

    `ingested` is when the source itself last read this copy, `published` when it first did: they
    tell copies apart and are no content. `source_closed` is what the source says whatever the
    dates; `opening_unstated` that it will open and not when; `endless` that it stays open after
    the deadlines that are stated.
    """

    key: str
    slug: str
    identifier: str
    title: str
    kind: FundingKind
    call_identifier: str = ""
    call_title: str = ""
    language: str = "en"
    description: str = ""
    conditions: str = ""
    keywords: tuple[str, ...] = ()
    types_of_action: tuple[str, ...] = ()
    deadline_model: str = ""
    deadlines: tuple[ParsedDeadline, ...] = ()
    url: str = ""
    opens_at: datetime | None = None
    source_open: bool = False
    source_closed: bool = False
    opening_unstated: bool = False
    endless: bool = False
    grant_min: Decimal | None = None
    grant_max: Decimal | None = None
    budget: Decimal | None = None
    budget_topics: int | None = None
    expected_grants: int | None = None
    rate: Decimal | None = None
    programme_code: str = ""
    is_demo: bool = False
    ingested: datetime | None = None
    published: datetime | None = None
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "digest", self._digest())

    def _digest(self) -> str:
        """Of the content alone: the same call in a newer copy has the same one."""
        volatile = ("digest", "ingested", "published", "slug")
        content = {k: v for k, v in self.__dict__.items() if k not in volatile}
        content["rules"] = RULES  # once they read more, what is stored is old
        return hashlib.sha256(json.dumps(content, default=str).encode()).hexdigest()

    @property
    def is_stub(self) -> bool:
        """Whether this copy carries no text beyond its title."""
        return not self.description and not self.conditions


@dataclass(frozen=True)
class Rejected:
    """A row that cannot be read, kept whole, with the reason."""

    raw: Any
    reason: str


ParsedRow = ParsedCall | Rejected
