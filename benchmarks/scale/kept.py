"""Sites with an archive of calls, kept between runs: making one takes minutes, measuring less."""

import json
import time
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.scale.engines import MeasuredEngine
from benchmarks.site import Site

RECORD = "made.json"
KEEP = timedelta(days=30)  # then too many of the calls that were open have closed


@dataclass(frozen=True)
class Built:
    """How an index was built: seconds by the clock and of the process's processor, its most memory
    in MB, and MB on disk then, in the database and outside it.
    """

    at: str
    seconds: float
    cpu: float
    peak: float
    database: float
    cluster: float


@dataclass
class Record:
    """When a site's calls were written, in how many seconds, and MB of the database with them."""

    at: str
    seconds: float
    size: float
    built: dict[str, Built] = field(default_factory=dict)  # by engine

    @classmethod
    def read(cls, path: Path) -> "Record | None":
        """What was saved; None where no site was made, or not completely."""
        if not path.exists():
            return None
        values = json.loads(path.read_text())
        indices = {name: Built(**built) for name, built in values.pop("built").items()}
        return cls(**values, built=indices)

    def save(self, path: Path) -> None:
        """Write it down."""
        path.write_text(json.dumps(asdict(self), indent=2))


def ready(
    engine: MeasuredEngine, calls: int, seed: int, *, made_since: datetime, built_since: datetime
) -> tuple[Site, Record]:
    """A site with so many calls and an index, made anew where the kept one is older."""
    site = engine.site(f"{calls}-{seed}")
    path = site.folder / RECORD
    record = Record.read(path)
    if record is None or datetime.fromisoformat(record.at) < made_since:
        record = _make(engine, site, calls, seed)
        record.save(path)
    else:
        site.update()
    built = record.built.get(engine.name)
    if built is None or datetime.fromisoformat(built.at) < built_since:
        if not site.search_url:
            record.built.clear()  # a cluster's index would not be that of the database any more
        record.built[engine.name] = _index(engine, site)
        record.save(path)
    return site, record


def _make(engine: MeasuredEngine, site: Site, calls: int, seed: int) -> Record:
    """The calls and what the rule says of them, without an index."""
    at = datetime.now(UTC)
    (site.folder / RECORD).unlink(missing_ok=True)
    engine.clear(site)
    alone = replace(site, search_url="")
    alone.prepare()
    start = time.perf_counter()
    alone.call("benchmarks.scale.archive", f"write({calls}, seed={seed}, at={at.isoformat()!r})")
    seconds = time.perf_counter() - start
    return Record(at.isoformat(), seconds, engine.size(site))


def _index(engine: MeasuredEngine, site: Site) -> Built:
    run = site.manage("rebuild_search")
    return Built(
        at=datetime.now(UTC).isoformat(),
        seconds=run.seconds,
        cpu=run.cpu,
        peak=run.peak,
        database=engine.size(site),
        cluster=engine.cluster_size(site),
    )
