"""What the search cluster has still to be told, kept in our database until it has been.

The note is written in the transaction that changes an entry, and sent in bulk after its commit.
What cannot be sent stays and is tried again, after the next change and by `manage.py tick`.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from django.db import transaction

from core.models import SearchEntry, SearchNote
from core.search import entries
from core.search.breaker import writing
from core.search.engines import Cluster, EngineError, Entry, Removal, cluster
from core.search.engines.base import Record

log = logging.getLogger(__name__)

BATCH = 500
AT_ONCE = 1_000  # notes at most in the process that made the change; the rest is for tick


def note_changed(changed: Iterable[SearchEntry]) -> None:
    """These entries are new."""
    _note(
        [
            SearchNote(kind=e.kind, object_id=e.object_id, version=entries.version(e.pk))
            for e in changed
        ]
    )


def note_removed(*, kind: str, entries: Mapping[int, int]) -> None:
    """These records are to be found no more; `entries` has the id of each one's last entry."""
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
        transaction.on_commit(partial(deliver, at_most=AT_ONCE), robust=True)


def deliver(*, at_most: int | None = None) -> int:
    """Send what waits, oldest first; returns how many notes are done with.

    With `at_most` a person is waiting for it: a cluster that just failed is not tried.
    """
    engine = cluster()
    if engine is None or (at_most is not None and not _may_write()):
        return 0
    done, last = 0, 0
    while at_most is None or done < at_most:
        notes = list(SearchNote.objects.filter(pk__gt=last).order_by("pk")[:BATCH])
        if not notes:
            break
        last = notes[-1].pk
        try:
            done += _send(engine, notes)
        except EngineError as error:
            log.warning("%s takes no changes, they wait: %s", engine.name, error)
            writing.open()
            break
        writing.close()
    return done


def _may_write() -> bool:
    return writing.closed() or writing.may_try()


def _send(engine: Cluster, notes: Sequence[SearchNote]) -> int:
    """Send the present state of each record noted; what is refused keeps its notes."""
    newest = {(note.kind, note.object_id): note.version for note in notes}
    found = {(entry.kind, entry.object_id): entry for entry in present(newest)}
    changes: list[Entry | Removal] = [
        found.get(key) or Removal(*key, version) for key, version in newest.items()
    ]
    refused = engine.send(changes)
    sent = [note.pk for note in notes if (note.kind, note.object_id) not in refused]
    SearchNote.objects.filter(pk__in=sent).delete()
    return len(sent)


def present(records: Iterable[Record]) -> list[Entry]:
    """The present entries of those records that have one."""
    by_kind: dict[str, list[int]] = {}
    for kind, object_id in records:
        by_kind.setdefault(kind, []).append(object_id)
    ids = []
    for kind, object_ids in by_kind.items():
        rows = SearchEntry.objects.filter(kind=kind, object_id__in=object_ids)
        ids += list(rows.values_list("pk", flat=True))
    return entries.load(ids)
