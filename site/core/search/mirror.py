"""The search cluster as a mirror of our index: built, compared, mended, kept up to date."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext_noop

from core.models import SearchEntry
from core.operation.progress import shown
from core.search import entries, outbox
from core.search.engines import Cluster, IndexEntry, Removal, cluster
from core.search.engines.base import Record

log = logging.getLogger(__name__)

BATCH = 500
SENT = gettext_noop("entries sent to the search cluster")


@dataclass(frozen=True)
class Drift:
    """Where the cluster differs from our index; `newer` has versions that our index lacks."""

    missing: list[Record] = field(default_factory=list)
    stale: list[Record] = field(default_factory=list)
    orphaned: dict[Record, int] = field(default_factory=dict)
    newer: list[Record] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.orphaned or self.newer)

    @property
    def records(self) -> set[Record]:
        """Every record concerned."""
        return {*self.missing, *self.stale, *self.orphaned, *self.newer}

    def __str__(self) -> str:
        return (
            f"{len(self.missing)} missing, {len(self.stale)} out of date,"
            f" {len(self.orphaned)} without a record, {len(self.newer)} newer than the records"
        )


def build(engine: Cluster) -> int:
    """A new index in the cluster from ours, and then what has changed meanwhile."""
    count = SearchEntry.objects.count()
    built = engine.build(shown(_batches(), what=SENT, total=count, size=len))
    outbox.deliver()
    return built


def check(engine: Cluster) -> Drift:
    """Compare every entry's version with the cluster's.

    Ours are read before and after theirs: what changes meanwhile may be in either state.
    """
    before, theirs, after = _versions(), dict(engine.versions()), _versions()
    drift = Drift()
    for record, version in theirs.items():
        versions = [ours[record] for ours in (before, after) if record in ours]
        if not versions:
            drift.orphaned[record] = version
        elif version < min(versions):
            drift.stale.append(record)
        elif version > max(versions):
            drift.newer.append(record)
    drift.missing.extend(record for record in before if record in after and record not in theirs)
    return drift


def repair(engine: Cluster, drift: Drift) -> set[Record]:
    """Send what differs; returns the records that the cluster refuses for what is in them.

    What cannot be mended so is built anew: after the database was restored from a backup the
    cluster may have later versions, also of records removed since.
    """
    refused: set[Record] = set()
    if engine.exists() and not _restored(drift):
        refused = _send(engine, drift)
        if check(engine).records <= refused:
            return refused
    build(engine)
    return refused


def _send(engine: Cluster, drift: Drift) -> set[Record]:
    refused: set[Record] = set()
    wanted = [*drift.missing, *drift.stale]
    for start in range(0, len(wanted), BATCH):
        refused |= engine.send(entries.present(wanted[start : start + BATCH]))
    removals = [Removal(*record, version + 1) for record, version in drift.orphaned.items()]
    for start in range(0, len(removals), BATCH):
        engine.send(removals[start : start + BATCH])
    return refused


def keep_up(_at: datetime) -> None:
    """Every minute: send what waits, to an index that is built first if it is missing."""
    engine = cluster()
    if engine is None:
        return
    if not engine.exists():
        build(engine)
    outbox.deliver()


def examine(_at: datetime) -> None:
    """Every night: compare, and mend what differs."""
    engine = cluster()
    if engine is None:
        return
    outbox.deliver()
    if drift := check(engine):
        log.error("%s differs from our index: %s", engine.name, drift)
        repair(engine, drift)


def _versions() -> dict[Record, int]:
    rows = SearchEntry.objects.values_list("kind", "object_id", "pk")
    return {(kind, object_id): entries.version(pk) for kind, object_id, pk in rows.iterator()}


def _restored(drift: Drift) -> bool:
    """Whether the cluster has versions later than any of ours: our database is a backup's."""
    newest = SearchEntry.objects.aggregate(last=Max("pk"))["last"] or 0
    last = entries.version(newest)
    return bool(drift.newer) or any(version > last for version in drift.orphaned.values())


def _batches() -> Iterator[Sequence[IndexEntry]]:
    """Every entry, oldest first, with those that are created while it runs."""
    rows, last = SearchEntry.objects.order_by("pk").values_list("pk", flat=True), 0
    while ids := list(rows.filter(pk__gt=last)[:BATCH]):
        last = ids[-1]
        yield entries.load(ids)
