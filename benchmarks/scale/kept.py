"""Sites with an archive of calls, kept between runs: making one takes minutes, measuring less."""

import json
import time
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.scale.places import Place
from benchmarks.site import Site

RECORD = "made.json"


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
    """When a site's calls were made up, in how many seconds, and MB of the database with them."""

    at: str
    seconds: float
    size: float
    built: dict[str, Built] = field(default_factory=dict)  # by engine

    @classmethod
    def read(cls, path: Path) -> "Record | None":
        """What was saved, None where nothing was made or not to its end."""
        if not path.exists():
            return None
        found = json.loads(path.read_text())
        built = {name: Built(**values) for name, values in found.pop("built").items()}
        return cls(**found, built=built)

    def save(self, path: Path) -> None:
        """Write it down."""
        path.write_text(json.dumps(asdict(self), indent=2))


def ready(
    place: Place, calls: int, seed: int, *, made_since: datetime, built_since: datetime
) -> tuple[Site, Record]:
    """A site with so many calls and an index, made anew where what is kept is older."""
    site = place.site(f"{calls}-{seed}")
    path = site.folder / RECORD
    record = Record.read(path)
    if record is None or datetime.fromisoformat(record.at) < made_since:
        record = _make(place, site, calls, seed)
        record.save(path)
    else:
        site.update()
    built = record.built.get(place.name)
    if built is None or datetime.fromisoformat(built.at) < built_since:
        if not site.search_url:
            record.built.clear()  # a cluster's index would not be that of the database any more
        record.built[place.name] = _index(place, site)
        record.save(path)
    return site, record


def _make(place: Place, site: Site, calls: int, seed: int) -> Record:
    """The calls and what the rule says of them, without an index."""
    at = datetime.now(UTC)
    (site.folder / RECORD).unlink(missing_ok=True)
    place.clear(site)
    alone = replace(site, search_url="")
    alone.prepare()
    start = time.perf_counter()
    alone.call("benchmarks.scale.archive", f"write({calls}, seed={seed}, at={at.isoformat()!r})")
    seconds = time.perf_counter() - start
    return Record(at.isoformat(), seconds, place.size(site))


def _index(place: Place, site: Site) -> Built:
    run = site.manage("rebuild_search")
    return Built(
        at=datetime.now(UTC).isoformat(),
        seconds=run.seconds,
        cpu=run.cpu,
        peak=run.peak,
        database=place.size(site),
        cluster=place.cluster_size(site),
    )
