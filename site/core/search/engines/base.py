"""What an engine does. It knows terms, tokens, dates and numbers, and nothing of the records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.search.query import Query
from core.search.question import Word


@dataclass(frozen=True)
class Terms:
    """An entry's terms, between spaces, per field."""

    entry: int
    title: str
    keywords: str
    text: str


@dataclass(frozen=True)
class Asked:
    """A query as an engine sees it: analysed, for one reader, at one moment.

    `tokens` are what the reader may read, None for everything; `every` whether each word must be
    there or some will do.
    """

    query: Query
    words: Sequence[Word]
    tokens: frozenset[str] | None
    at: datetime
    every: bool = True


@dataclass(frozen=True)
class Hit:
    """A record found, with its texts as written and, as JSON, the written forms of its terms."""

    kind: str
    object_id: int
    language: str
    texts: Mapping[str, str]
    forms: str


@dataclass(frozen=True)
class Answer:
    """A page of hits, and how many there are per facet value without the facet's own selection.

    The facet `status` holds the windows of time. `total` is what the words and the ranges alone
    leave, before any facet is chosen.
    """

    hits: Sequence[Hit]
    count: int
    total: int
    facets: Mapping[str, Mapping[str, int]]


class Engine(Protocol):
    name: str

    def add(self, terms: Sequence[Terms]) -> None:
        """Take up the terms of entries that have none yet."""

    def remove(self, entries: Sequence[int]) -> None:
        """Drop the terms of entries."""

    def settle(self) -> None:
        """Tidy up after much has been written."""

    def search(self, asked: Asked) -> Answer:
        """Answer a query."""
