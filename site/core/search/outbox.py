"""Changes that the search cluster has not been sent, kept in our database until it has.

The note is written in the transaction that changes an entry, and sent in bulk after its commit.
What cannot be sent stays and is tried again: after a later change, by `manage.py tick`, and when
a cluster that was away answers again.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from django.conf import settings
from django.db import transaction

from core.models import SearchEntry, SearchNote
from core.search import entries
from core.search.breaker import searching, writing
from core.search.engines import Cluster, EngineError, IndexEntry, Removal, cluster
from core.search.engines.base import Record

log = logging.getLogger(__name__)

BATCH = 500


def note_changed(changed: Iterable[SearchEntry]) -> None:
    """These entries are new."""
    _note(
        [
            SearchNote(kind=e.kind, object_id=e.object_id, version=entries.version(e.pk))
            for e in changed
        ]
    )


def note_removed(*, kind: str, entries: Mapping[int, int]) -> None:
    """These records are out of the index; `entries` has the id of each one's last entry."""
    _note(
        [
            SearchNote(kind=kind, object_id=object_id, version=_removed(entry))
            for object_id, entry in entries.items()
        ]
    )


def _removed(entry: int) -> int:
    return entries.version(entry) + 1


def _note(notes: Sequence[SearchNote]) -> None:
    if notes and cluster() is not None:
        SearchNote.objects.bulk_create(notes)
        transaction.on_commit(partial(deliver, waited_for=True), robust=True)


def deliver(*, waited_for: bool = False) -> int:
    """Send what waits, oldest first; returns how many notes are done with.

    Where a person waits for it only a batch is sent, within SEARCH_TIMEOUT, and nothing to a
    cluster that just failed.
    """
    engine = cluster()
    if engine is None or (waited_for and not _may_write()):
        return 0
    done = 0
    for notes in _waiting():
        try:
            done += _send(engine, notes, settings.SEARCH_TIMEOUT if waited_for else None)
        except EngineError as error:
            log.warning("%s takes no changes, they wait: %s", engine.name, error)
            writing.open()
            break
        writing.close()
        if waited_for:
            break
    return done


def _may_write() -> bool:
    return searching.closed() and (writing.closed() or writing.may_try())


def _waiting() -> Iterator[list[SearchNote]]:
    """The notes, a batch at a time and each once: what is refused does not hold up the rest."""
    last = 0
    while notes := list(SearchNote.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield notes
        last = notes[-1].pk


def _send(engine: Cluster, notes: Sequence[SearchNote], seconds: float | None) -> int:
    """Send the present state of each record noted; what is refused keeps its notes."""
    newest: dict[Record, int] = {}
    for note in notes:
        record = (note.kind, note.object_id)
        newest[record] = max(note.version, newest.get(record, 0))
    present = {(entry.kind, entry.object_id): entry for entry in entries.present(newest)}
    changes: list[IndexEntry | Removal] = [
        present.get(record) or Removal(*record, version) for record, version in newest.items()
    ]
    refused = engine.send(changes, seconds=seconds)
    sent = [note.pk for note in notes if (note.kind, note.object_id) not in refused]
    SearchNote.objects.filter(pk__in=sent).delete()
    return len(sent)
