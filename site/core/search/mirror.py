"""The search cluster as a mirror of our index: built, compared, mended, kept up with."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Max

from core.models import SearchEntry
from core.search import entries, outbox
from core.search.engines import Cluster, Entry, Removal, cluster
from core.search.engines.base import Record

log = logging.getLogger(__name__)

BATCH = 500


@dataclass(frozen=True)
class Drift:
    """Where the cluster differs from our index; `ahead` has versions that we do not know yet."""

    missing: list[Record] = field(default_factory=list)
    stale: list[Record] = field(default_factory=list)
    orphaned: dict[Record, int] = field(default_factory=dict)
    ahead: list[Record] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.orphaned or self.ahead)

    @property
    def records(self) -> set[Record]:
        """Every record concerned."""
        return {*self.missing, *self.stale, *self.orphaned, *self.ahead}

    def __str__(self) -> str:
        return (
            f"{len(self.missing)} missing, {len(self.stale)} out of date,"
            f" {len(self.orphaned)} without a record, {len(self.ahead)} newer than the records"
        )


def build(engine: Cluster) -> int:
    """A new index in the cluster from ours, and then what has changed meanwhile."""
    built = engine.build(_batches())
    outbox.deliver()
    return built


def check(engine: Cluster) -> Drift:
    """Compare every entry's version with the cluster's.

    Ours are read before and after theirs: what changes meanwhile may be in either state.
    """
    before, theirs, after = _versions(), dict(engine.versions()), _versions()
    drift = Drift()
    for record, version in theirs.items():
        known = [ours[record] for ours in (before, after) if record in ours]
        if not known:
            drift.orphaned[record] = version
        elif version < min(known):
            drift.stale.append(record)
        elif version > max(known):
            drift.ahead.append(record)
    drift.missing.extend(record for record in before if record in after and record not in theirs)
    return drift


def repair(engine: Cluster, drift: Drift) -> set[Record]:
    """Send what differs; returns the records that the cluster refuses for what is in them.

    What cannot be mended so is built anew: the cluster may know versions that a database read
    back from a backup has not come to, also of what it lately removed.
    """
    refused: set[Record] = set()
    if engine.exists() and not _read_back(drift):
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


def keep_up(at: datetime) -> None:
    """Every minute: send what waits, to an index that is made where there is none."""
    engine = cluster()
    if engine is None:
        return
    if not engine.exists():
        build(engine)
    outbox.deliver()


def examine(at: datetime) -> None:
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


def _read_back(drift: Drift) -> bool:
    """Whether the cluster knows states that our database has not come to, or no longer knows."""
    newest = SearchEntry.objects.aggregate(last=Max("pk"))["last"] or 0
    last = entries.version(newest)
    return bool(drift.ahead) or any(version > last for version in drift.orphaned.values())


def _batches() -> Iterator[Sequence[Entry]]:
    """Every entry there is, oldest first, and those that are made while it runs."""
    rows, last = SearchEntry.objects.order_by("pk").values_list("pk", flat=True), 0
    while ids := list(rows.filter(pk__gt=last)[:BATCH]):
        last = ids[-1]
        yield entries.load(ids)
