"""Documents of a kind of the tests' own, so that a test says exactly what the index is given.

The rows behind them are user groups, which nothing else in the search looks at.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.db.models import QuerySet

from core.access.visibility import Visibility, reads_all, tokens_of
from core.models import VocabularyConcept
from core.search.find import search
from core.search.index import index, remove
from core.search.kinds import Document, SearchKind, kinds
from core.search.query import Query
from core.search.ranking import rarity
from core.search.results import Results
from core.search.vocabulary.actions import load_file
from core.search.vocabulary.lines import parse
from tests.core.search.contract.engines import UnderTest

CHUNK = 500  # documents, whose changes are one commit
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
STRANGER = AnonymousUser()


def day(number: float) -> datetime:
    """So many days from now."""
    return NOW + timedelta(days=number)


def note(title: str = "", *, days: float | None = 30, **fields: Any) -> Document:
    """A document that is open until `days` from now; None is no deadline, and not closed."""
    given = {
        "language": "en",
        "keywords": "",
        "text": "",
        "readers": frozenset({Visibility.PUBLIC.value}),
        "opens_at": day(-10),
        "dates": [] if days is None else [day(days)],
        **fields,
    }
    return Document(object_id=0, title=title, **given)


@dataclass
class Shelf:
    """What there is of one kind, in the index of the engine under test."""

    engine: UnderTest
    kind: str = "note"
    documents: dict[int, Document] = field(default_factory=dict, repr=False)

    def put(self, *documents: Document) -> list[int]:
        """Add documents, and have the engine under test know them; returns their ids."""
        names = (f"{self._mark} {number}" for number in count(len(self.documents)))
        rows = Group.objects.bulk_create(Group(name=next(names)) for _document in documents)
        ids = [row.pk for row in rows]
        for pk, document in zip(ids, documents, strict=True):
            self.documents[pk] = replace(document, object_id=pk)
        for start in range(0, len(ids), CHUNK):
            self.index(ids[start : start + CHUNK])
        return ids

    @property
    def _mark(self) -> str:
        """What the name of every row of this kind has in it."""
        return f"[{self.kind}]"

    def rows(self) -> QuerySet:
        """The rows behind the documents."""
        return Group.objects.filter(name__contains=self._mark)

    def share(self, number: int, document: Document) -> None:
        """Make a row of another kind one of this kind too."""
        row = Group.objects.get(pk=number)
        Group.objects.filter(pk=number).update(name=f"{row.name} {self._mark}")
        self.documents[number] = replace(document, object_id=number)
        self.index([number])

    def unpublish(self, number: int) -> int:
        """Take a row out of those that are searched, and index it."""
        Group.objects.filter(pk=number).update(name="not published")
        return self.index([number])

    def restore(self, number: int, title: str) -> None:
        """Make a record that was deleted anew, with another title."""
        Group.objects.create(pk=number, name=f"{self._mark} again")
        self.change(number, title=title)

    def change(self, number: int, **fields: Any) -> None:
        """Make a document another, and have the engine under test know it."""
        self.documents[number] = replace(self.documents[number], **fields)
        self.index([number])

    def delete(self, *ids: int) -> None:
        """Delete the records, as an app does that knows of it."""
        Group.objects.filter(pk__in=ids).delete()
        with self.engine.told():
            remove(kind=self.kind, ids=ids)

    def index(self, ids: Iterable[int]) -> int:
        """Bring the index up to date, as an app does after a write."""
        with self.engine.told():
            return index(kind=self.kind, ids=ids)

    def ask(
        self, text: str = "", *, user: Any = STRANGER, at: datetime = NOW, **asked: Any
    ) -> Results:
        """Search this kind, and see to it that the engine under test has answered."""
        query = Query(text, **{"kinds": (self.kind,), "page_size": 100, **asked})
        results = search(query, user=user, at=at)
        assert results.engine == self.engine.name
        assert not results.stand_in
        return results

    def find(self, text: str = "", **asked: Any) -> list[str]:
        """The titles found, in order."""
        return [result.record.title for result in self.ask(text, **asked).results]

    def with_all_words(self, text: str, **asked: Any) -> list[str]:
        """The titles of what has all the words, which comes first."""
        results = self.ask(text, **asked)
        return [result.record.title for result in results.results[: results.count_all_words]]

    def load(self, ids: Iterable[int], user: Any) -> Mapping[int, Document]:
        """What the search reads back: only what the reader may read."""
        tokens = tokens_of(user)
        found = {number: self.documents[number] for number in ids if number in self.documents}
        return {n: d for n, d in found.items() if reads_all(user) or tokens & d.readers}


@dataclass
class ShelfKind(SearchKind[Group]):
    """What the search is told of a shelf, but for changes: the shelf says itself what changed."""

    shelf: Shelf
    model = Group

    def ids(self, record: Group) -> Iterable[int]:
        """None: a row is there before its document is."""
        return ()

    def queryset(self) -> QuerySet[Group]:
        """The shelf's rows."""
        return self.shelf.rows()

    def document(self, record: Group) -> Document:
        """As the test wrote it."""
        return self.shelf.documents[record.pk]

    def load(self, ids: Iterable[int], user: Any) -> Mapping[int, Any]:
        """The documents that the reader may read."""
        return self.shelf.load(ids, user)


@contextmanager
def shelf_of(
    engine: UnderTest, *documents: Document, kind: str = "note", vocabulary: str = ""
) -> Iterator[Shelf]:
    """A kind that is registered while it lasts, and in an index that was empty before.

    Of the vocabulary there is what is given, as a file has it, and nothing else.
    """
    assert kind not in kinds
    shelf = Shelf(engine, kind)
    with pytest.MonkeyPatch.context() as patch, engine.emptied():
        patch.setitem(kinds._parts, kind, ShelfKind(shelf))
        VocabularyConcept.objects.all().delete()
        if vocabulary:
            load_file(name="shelf", sheet=parse(vocabulary.encode()), by=None, at=NOW)
        shelf.put(*documents)
        rarity.count()
        yield shelf


def counts(results: Results, facet: str) -> dict[str, int]:
    """A facet's values with their counts."""
    return {value.value: value.count for value in results.facets.get(facet, ())}
