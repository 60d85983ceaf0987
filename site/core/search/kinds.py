"""The kinds of record that the search finds: each app registers its own here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from core.registry import Registry

# Two facets that every document has: the group that the search of the whole site lists it in, and
# whose reading language it is for. A page that is translated is for readers of its own language.
GROUP, READS = "group", "reads"
ANY = "any"


@dataclass(frozen=True)
class Document:
    """What the index keeps of one record. Texts are plain; times aware; money whole EUR."""

    object_id: int
    language: str
    title: str
    keywords: str
    text: str
    readers: frozenset[str]
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    opens_at: datetime | None = None
    dates: Sequence[datetime] = ()
    closed: bool = False
    published_at: datetime | None = None
    amount_min: int | None = None
    amount_max: int | None = None
    budget: int | None = None
    rate: float | None = None


@dataclass(frozen=True)
class Group:
    """A heading under which the search of the whole site lists what it finds."""

    key: str
    label: Any  # lazily translated


def standing(group: str, reads: str = ANY) -> dict[str, list[str]]:
    """The facets that place a document in the search of the whole site."""
    return {GROUP: [group], READS: [reads]}


@dataclass(frozen=True)
class Kind:
    """One kind: its rows, how a row becomes a document, and how results are read back.

    `load` takes ids and the reader, and leaves out what they may not read even where the index
    still says so.
    """

    queryset: Callable[[], QuerySet]
    document: Callable[[Any], Document]
    load: Callable[[Iterable[int], Any], Mapping[int, Any]]
    groups: Callable[[], Iterable[Group]] = tuple


kinds: Registry[Kind] = Registry("kind of record")
