"""The kinds of record that can be searched: each app describes its own and registers it here."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet

from core.models import User
from core.registry import Registry
from core.search.lines import Line, Reading
from core.search.results import Result
from core.words.language import LocalizedText

Record = TypeVar("Record", bound=Model)

# Two facets that every document has: the group that the search of the whole site lists it in, and
# whose reading language it is for. A page that is translated is for readers of its own language.
GROUP, READS = "group", "reads"
ANY = "any"
BETWEEN = " · "  # keywords


@dataclass(frozen=True)
class Texts:
    """What a record is called and says, in one language."""

    title: str = ""
    keywords: str = ""
    text: str = ""


@dataclass(frozen=True)
class Document:
    """What the index keeps of one record. Texts are plain; times aware; money whole EUR.

    `conditions` is text that many records have much alike, and weighs next to nothing; `other` is
    what there is in the other language of the site. `names` are what it is called besides its
    titles: what is called just what somebody asks for comes first. `concepts` are tokens by which
    the vocabulary knows the record (core.search.vocabulary), such as "programme_life".
    `closed` is what is over once it has opened although it has no dates, `closed_at` when it was
    closed whatever its dates say; `opens_some_day` is what is forthcoming until its last date
    though nobody says when it opens; what is `endless` does not end with its last date.
    """

    object_id: int
    language: str
    title: str
    keywords: str
    text: str
    readers: frozenset[str]
    conditions: str = ""
    other: Texts = Texts()
    names: Sequence[str] = ()
    concepts: Sequence[str] = ()
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    opens_at: datetime | None = None
    dates: Sequence[datetime] = ()
    closed: bool = False
    closed_at: datetime | None = None
    opens_some_day: bool = False
    endless: bool = False
    published_at: datetime | None = None
    amount_min: int | None = None
    amount_max: int | None = None
    budget: int | None = None
    rate: float | None = None


@dataclass(frozen=True)
class Group:
    """A heading under which the search of the whole site lists results, lowest rank first.

    In a group whose records close, the closed ones are counted but not listed, as long as others
    match.
    """

    key: str
    label: Any  # lazily translated
    rank: int
    closes: bool = False


@dataclass(frozen=True)
class Suggested:
    """Titles that the search box suggests, lowest rank first, each with what it is the name of."""

    label: Any  # lazily translated
    rank: int


@dataclass(frozen=True)
class Dependency:
    """Rows that are read for the documents of some records; `ids` says which records, by a row.

    When a row is saved or deleted, or one of its many-to-many fields in `m2m` changes, those
    records are indexed anew.
    """

    model: type[Model]
    ids: Callable[[Any], Iterable[int]]
    m2m: Sequence[str] = ()

    @property
    def through(self) -> list[type[Model]]:
        """The tables of the many-to-many fields."""
        return [getattr(self.model, name).through for name in self.m2m]


class SearchKind(ABC, Generic[Record]):
    """Everything that the search has to be told about one kind of record.

    An app registers an object of its own subclass under a name, and the records are indexed when
    they change, and are matched, listed and removed. Without a `group` the search of the whole
    site leaves the kind out; without `suggested` the search box does. What is `linkable` a post
    of the intranet can be about.
    """

    model: type[Record]
    group: Group | None = None
    suggested: Suggested | None = None
    linkable = False
    m2m: Sequence[str] = ()
    dependencies: Sequence[Dependency] = ()

    @abstractmethod
    def document(self, record: Record) -> Document:
        """What the index keeps of a record."""

    @abstractmethod
    def load(self, ids: Iterable[int], user: User | AnonymousUser) -> Mapping[int, Record]:
        """The records as a list shows them, without those that `user` may not read.

        It is asked for every result: the index may still say what is no longer so.
        """

    def queryset(self) -> QuerySet[Record]:
        """The records to index, with everything that `document` reads."""
        return self.model._default_manager.all()

    def line(self, result: Result, reading: Reading) -> Line:  # noqa: ARG002 - for subclasses
        """The line of a record in a list of results."""
        title = LocalizedText(str(result.record), result.language)
        return Line(result, title, result.record.get_absolute_url())

    def ids(self, record: Record) -> Iterable[int]:
        """Which records are indexed when this one changes."""
        return [record.pk]

    def groups(self) -> Iterable[Group]:
        """The groups in which records of this kind are listed."""
        return [self.group] if self.group else []

    def listed_document(self, record: Record) -> Document:
        """The document with where the search of the whole site lists it."""
        document = self.document(record)
        if self.group is None:
            return document
        return replace(document, facets={**listing_facets(self.group), **document.facets})

    def depend_on(self, dependency: Dependency) -> None:
        """Index records also when rows of a later app change; that app calls this in `ready`."""
        self.dependencies = [*self.dependencies, dependency]

    def followed(self) -> list[Dependency]:
        """The records themselves and what they depend on."""
        return [Dependency(self.model, self.ids, self.m2m), *self.dependencies]


def joined(keywords: Iterable[str]) -> str:
    """Keywords as one text, each once and without those that are empty."""
    return BETWEEN.join(dict.fromkeys(filter(None, keywords)))


def listing_facets(group: Group, reads: str = ANY) -> dict[str, list[str]]:
    """The facets by which the search of the whole site lists a document."""
    return {GROUP: [group.key], READS: [reads]}


kinds: Registry[SearchKind[Any]] = Registry("kind of record")
