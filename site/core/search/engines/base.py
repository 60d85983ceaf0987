"""What an engine does. It handles terms, tokens, dates and numbers, never the records."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.search.query import Query
from core.search.question import Question

Record = tuple[str, int]  # kind and id


class EngineError(Exception):
    """The engine gave no whole answer: it is away, slow, full or wrong."""


class QueryRefused(EngineError):
    """The engine takes exception to this one query, and may well answer the next."""


@dataclass(frozen=True)
class Terms:
    """An entry's tokens with their levels, between spaces (core.search.ranking.levels)."""

    entry: int
    tokens: str


@dataclass(frozen=True)
class IndexEntry:
    """Everything of a record that an engine outside our database needs.

    `version` is higher for a later state of the same record. Times are aware, money whole EUR.
    `terms` are as in Terms, `words` as in core.models.SearchText; facets are {facet: values}.
    """

    kind: str
    object_id: int
    version: int
    terms: str
    words: str
    readers: Sequence[str]
    facets: Mapping[str, Sequence[str]]
    dates: Sequence[datetime]
    opens_at: datetime | None
    ends_at: datetime
    published_at: datetime | None
    amount_min: int | None
    amount_max: int | None
    budget: int | None
    rate: float | None


@dataclass(frozen=True)
class Removal:
    """A record that is no longer in the index, as of a version."""

    kind: str
    object_id: int
    version: int


@dataclass(frozen=True)
class Asked:
    """A query as an engine sees it: analysed, for one reader, at one moment.

    `tokens` are what the reader may read, None for everything.
    """

    query: Query
    question: Question
    tokens: frozenset[str] | None
    at: datetime


@dataclass(frozen=True)
class Hit:
    """A matching record: its texts as written and, as JSON, the written forms of its tokens.

    `score` is how relevant it is, 0 in any other order.
    """

    kind: str
    object_id: int
    language: str
    texts: Mapping[str, str]
    forms: str
    score: int = 0


@dataclass(frozen=True)
class OpenEntry:
    """A record that is open, its next date, None where it has none, and its facet values."""

    object_id: int
    next_date: datetime | None
    facets: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class EngineAnswer:
    """A page of hits, and how many there are per facet value without the facet's own selection.

    `count_all_words` of the `count` records have all the words. The facet `status` holds the
    windows of time. `total` is what the words and the ranges alone leave, before any facet is
    chosen.
    """

    hits: Sequence[Hit]
    count: int
    count_all_words: int
    total: int
    facets: Mapping[str, Mapping[str, int]]


class Engine(Protocol):
    """Whatever answers a search."""

    name: str

    def search(self, asked: Asked) -> EngineAnswer:
        """Answer a query, or raise EngineError."""

    def hits(self, asked: Asked) -> Sequence[Hit]:
        """The page of hits alone, where nobody asks how many there are; or raise EngineError."""


class Database(Engine, Protocol):
    """The engine in the database: it keeps the terms beside the entries, in one transaction."""

    def add(self, terms: Sequence[Terms]) -> None:
        """Store the terms of entries that have none yet."""

    def remove(self, entries: Sequence[int]) -> None:
        """Delete the terms of entries."""

    def terms(self, entries: Sequence[int]) -> Mapping[int, str]:
        """The tokens of entries, as they were stored, in any order."""

    def terms_of(self, kind: str, object_id: int) -> str:
        """The tokens of one record; empty where it is not indexed."""

    def open_now(self, asked: Asked) -> list[OpenEntry]:
        """All that is open of the kinds asked for, in the order it closes, whatever the words."""

    def settle(self) -> None:
        """Tidy up after much has been written."""

    def count(self) -> None:
        """Fill the empty table of frequencies (core.models.SearchFrequency)."""


class Cluster(Engine, Protocol):
    """An engine on servers of its own, fed from the database. Every method may raise EngineError.

    Writing is safe to repeat and in any order: an older version never replaces a newer one.
    """

    def trial(self) -> None:
        """Raise EngineError unless a search is answered in full."""

    def exists(self) -> bool:
        """Whether there is an index of today's definition to write to and to search."""

    def send(
        self, changes: Sequence[IndexEntry | Removal], *, seconds: float | None = None
    ) -> Set[Record]:
        """Make the changes, in the index that is searched and in one that is being built.

        Within `seconds` in all where somebody waits for it. Returns the records whose change the
        cluster refuses for what is in it.
        """

    def build(self, batches: Iterable[Sequence[IndexEntry]]) -> int:
        """Build a new index beside the old one, then replace it; returns how many entries."""

    def versions(self) -> Iterable[tuple[Record, int]]:
        """Every record in the index with its version."""
