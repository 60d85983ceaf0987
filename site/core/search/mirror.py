"""The search cluster as a mirror of our index: built, compared, mended, kept up with."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.models import SearchEntry
from core.search import entries, outbox
from core.search.engines import Cluster, Entry, Removal, cluster
from core.search.engines.base import Record

log = logging.getLogger(__name__)

BATCH = 500


@dataclass(frozen=True)
class Drift:
    """Where the cluster differs from our index; `ahead` has versions that we do not know yet."""

    missing: list[Record]
    stale: list[Record]
    orphaned: dict[Record, int]
    ahead: list[Record]

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.orphaned or self.ahead)


def build(engine: Cluster) -> int:
    """A new index in the cluster from ours, and then what has changed meanwhile."""
    built = engine.build(_batches())
    outbox.deliver()
    return built


def check(engine: Cluster) -> Drift:
    """Compare every entry's version with the cluster's."""
    rows = SearchEntry.objects.values_list("kind", "object_id", "pk")
    ours = {(kind, object_id): entries.version(pk) for kind, object_id, pk in rows}
    drift = Drift([], [], {}, [])
    for record, version in engine.versions():
        known = ours.pop(record, None)
        if known is None:
            drift.orphaned[record] = version
        elif known > version:
            drift.stale.append(record)
        elif known < version:
            drift.ahead.append(record)
    drift.missing.extend(ours)
    return drift


def repair(engine: Cluster, drift: Drift) -> None:
    """Send what differs. A cluster that is ahead of a database read back is built anew."""
    if drift.ahead or not engine.exists():
        build(engine)
        return
    wanted = [*drift.missing, *drift.stale]
    for start in range(0, len(wanted), BATCH):
        engine.send(outbox.present(wanted[start : start + BATCH]))
    removals = [Removal(*record, version + 1) for record, version in drift.orphaned.items()]
    for start in range(0, len(removals), BATCH):
        engine.send(removals[start : start + BATCH])


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
    if drift := check(engine):
        log.error("%s differed from our index and is mended: %s", engine.name, drift)
        repair(engine, drift)


def _batches() -> Iterator[Sequence[Entry]]:
    """Every entry there is, oldest first, and those that are made while it runs."""
    rows, last = SearchEntry.objects.order_by("pk").values_list("pk", flat=True), 0
    while ids := list(rows.filter(pk__gt=last)[:BATCH]):
        last = ids[-1]
        yield entries.load(ids)
