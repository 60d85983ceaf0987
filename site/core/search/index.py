"""Keeping the index: a record's entry is written in the transaction that wrote the record."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_noop

from core.access.visibility import Visibility
from core.models import SearchEntry
from core.operation.progress import shown
from core.search import entries, outbox
from core.search.engines import database
from core.search.kinds import Document, kinds
from core.web import content_version

CHUNK = 500
# What is done to records, after what these are called.
INDEXED, COMPARED = gettext_noop("indexed"), gettext_noop("compared")

# Records by kind that wait for the end of `together`; None outside it.
_waiting: ContextVar[dict[str, set[int]] | None] = ContextVar("records to index", default=None)


@dataclass(frozen=True)
class Difference:
    """Where the index differs from the records of one kind, as their ids."""

    missing: list[int]
    stale: list[int]
    orphaned: list[int]

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.orphaned)

    @property
    def ids(self) -> list[int]:
        """Every record concerned."""
        return [*self.missing, *self.stale, *self.orphaned]


@contextmanager
def together() -> Iterator[None]:
    """One transaction that indexes each record once, at its end, however often it was written."""
    if _waiting.get() is not None:
        yield
        return
    with transaction.atomic():
        waiting: dict[str, set[int]] = {}
        token = _waiting.set(waiting)
        try:
            yield
        finally:
            _waiting.reset(token)
        for kind, ids in waiting.items():
            index(kind=kind, ids=sorted(ids))


@transaction.atomic
def index(*, kind: str, ids: Iterable[int]) -> int:
    """Bring these records' entries up to date, also by removing them.

    Returns how many changed: none yet within `together`.
    """
    if (waiting := _waiting.get()) is not None:
        waiting.setdefault(kind, set()).update(ids)
        return 0
    return sum(_index(kind, chunk) for chunk in _chunks(list(ids), what=INDEXED, kind=kind))


@transaction.atomic
def remove(*, kind: str, ids: Iterable[int]) -> int:
    """Take these records out of the index; within `together`, if they are gone at its end."""
    if _waiting.get() is not None:
        return index(kind=kind, ids=ids)
    gone = _entries(kind, ids)
    entries.delete(entry.pk for entry in gone.values())
    outbox.note_removed(kind=kind, entries={key: entry.pk for key, entry in gone.items()})
    _end_kept_pages(entry.readers for entry in gone.values())
    return len(gone)


def rebuild(*, kind: str) -> int:
    """Write every record of a kind anew, a chunk at a time, so that nobody waits for long.

    Searches go on meanwhile and find each record as it was or as it is. Returns how many.
    """
    ids = _ids(kind)
    in_index = SearchEntry.objects.filter(kind=kind).values_list("object_id", flat=True)
    remove(kind=kind, ids=set(in_index) - set(ids))
    for chunk in _chunks(ids, what=INDEXED, kind=kind):
        with transaction.atomic():
            _index(kind, chunk, unchanged_too=True)
    database().settle()
    return len(ids)


def check(*, kind: str) -> Difference:
    """Compare every record with its entry."""
    digests = dict(SearchEntry.objects.filter(kind=kind).values_list("object_id", "digest"))
    missing, stale = [], []
    for chunk in _chunks(_ids(kind), what=COMPARED, kind=kind):
        for document in _documents(kind, chunk):
            digest = digests.pop(document.object_id, None)
            if digest is None:
                missing.append(document.object_id)
            elif digest != entries.digest(document):
                stale.append(document.object_id)
    return Difference(missing, stale, sorted(digests))


def repair(*, kind: str) -> Difference:
    """Mend the entries that differ from their records; returns which those were."""
    difference = check(kind=kind)
    index(kind=kind, ids=difference.ids)
    return difference


def _ids(kind: str) -> list[int]:
    return list(kinds[kind].queryset().order_by("pk").values_list("pk", flat=True))


def _chunks(ids: Sequence[int], *, what: str, kind: str) -> Iterator[Sequence[int]]:
    chunks = (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
    return shown(chunks, what=what, kind=kind, total=len(ids), size=len)


def _documents(kind: str, ids: Sequence[int], *, lock: bool = False) -> list[Document]:
    """The records as documents; with a lock, the later of two writers sees what the first wrote.

    They are the same whoever asks for them: a migration speaks no language, an editor their own.
    """
    described = kinds[kind]
    records = described.queryset().filter(pk__in=ids).order_by("pk")
    if lock:
        records = records.select_for_update(of=("self",), no_key=True)
    with translation.override(settings.LANGUAGE_CODE):
        return [described.listed_document(record) for record in records]


def _index(kind: str, ids: Sequence[int], *, unchanged_too: bool = False) -> int:
    documents = _documents(kind, ids, lock=True)
    gone = set(ids) - {document.object_id for document in documents}
    return remove(kind=kind, ids=gone) + _write(kind, documents, unchanged_too=unchanged_too)


def _write(kind: str, documents: Sequence[Document], *, unchanged_too: bool) -> int:
    before = _entries(kind, [document.object_id for document in documents])
    stale = [d for d in documents if not _is_current(before.get(d.object_id), d)]
    written = documents if unchanged_too else stale
    if written:
        entries.delete(before[d.object_id].pk for d in written if d.object_id in before)
        created = entries.create(kind=kind, documents=written)
        outbox.note_changed(created)
        _end_kept_pages(before[d.object_id].readers for d in stale if d.object_id in before)
        _end_kept_pages(d.readers for d in stale)
    return len(written)


class _Indexed(NamedTuple):
    """What is read of an entry before it is replaced."""

    pk: int
    digest: str
    readers: frozenset[str]


def _entries(kind: str, ids: Iterable[int]) -> dict[int, _Indexed]:
    """The present entries of those records that have one, by the record's key."""
    rows = SearchEntry.objects.filter(kind=kind, object_id__in=list(ids))
    names = ("object_id", "pk", "digest", "signature__readers")
    return {
        key: _Indexed(pk, digest, frozenset(readers.split()))
        for key, pk, digest, readers in rows.values_list(*names)
    }


def _is_current(entry: _Indexed | None, document: Document) -> bool:
    return entry is not None and entry.digest == entries.digest(document)


def _end_kept_pages(readers: Iterable[frozenset[str]]) -> None:
    """End the kept pages where strangers may read one of these records."""
    if any(Visibility.PUBLIC in tokens for tokens in readers):
        content_version.change()
