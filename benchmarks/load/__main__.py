"""`python -m benchmarks.load`: fifty people on the site, behind gunicorn with two workers.

When half of the time is over the tables are migrated, each worker is told to stop, and gunicorn
starts anew beside itself, while they read on. Afterwards: how long others wait for slow sockets.
A failure is printed, and the exit code is 1 then. The site is one of `python -m benchmarks.scale`.
"""

import argparse
import shlex
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.load import slow, upkeep
from benchmarks.load.crowd import HEAD, SPAWNED, Crowd
from benchmarks.processes import cpu
from benchmarks.scale.engines import MeasuredEngine, OpenSearch, PostgreSQL, Sqlite, running
from benchmarks.scale.kept import KEEP, ready
from benchmarks.site import Served, Site
from benchmarks.tables import machine, table

CPU_HEAD = ("process", "of one processor")
ENGINES = (Sqlite.name, PostgreSQL.name, OpenSearch.name)
WORKERS = 2


def main() -> int:
    """Make what is missing, let them come, print. 1 where anything failed."""
    arguments = _arguments()
    command = f"python -m benchmarks.load {shlex.join(sys.argv[1:])}".strip()
    print(f"`{command}`, {datetime.now(UTC):%Y-%m-%d}. {machine()}.\n", flush=True)
    made_since = datetime.now(UTC) - KEEP
    with running(arguments.engine) as engine:
        site, _record = ready(
            engine, arguments.calls, 1, made_since=made_since, built_since=made_since
        )
        site = replace(site, keeps_pages=True)
        site.call("benchmarks.load.accounts", f"make({arguments.users})")
        with upkeep.not_migrated(site), site.served(workers=WORKERS) as served:
            failed = _visited(engine, site, served, arguments.users, arguments.minutes * 60)
            table("Slow sockets", slow.HEAD, slow.measure(served.address))
    print(f"Load average after it {machine().rpartition(' ')[2]}.")
    return int(failed)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.load",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--engine", choices=ENGINES, default=Sqlite.name)
    parser.add_argument("--calls", type=int, default=5_000)
    return parser.parse_args()


def _visited(
    engine: MeasuredEngine, site: Site, served: Served, users: int, seconds: float
) -> bool:
    """Print what they met; whether anything failed."""
    end = time.monotonic() + seconds
    with (
        tempfile.TemporaryDirectory(prefix="omvarld-load-") as folder,
        Crowd(served.address, users, engine=engine.name, folder=Path(folder)) as crowd,
    ):
        time.sleep(SPAWNED)
        processes = {"gunicorn": [served.pid], "visitors": [crowd.process.pid]}
        used = _used({**processes, "other servers": engine.servers()}, seconds / 2 - SPAWNED)
        done = list(upkeep.done(site, served))
        time.sleep(max(0, end - time.monotonic()))
        failed = crowd.leave()
        rows = crowd.rows()
    title = f"{users} visitors for {seconds / 60:g} minutes, {WORKERS} workers, {engine.title}"
    table(title, HEAD, rows)
    table("Before half of the time was over", CPU_HEAD, used)
    table("Then, while they read on", upkeep.HEAD, done)
    return failed


def _used(processes: Mapping[str, Sequence[int]], seconds: float) -> list[tuple[str, str]]:
    """Rows under CPU_HEAD of what they use in the next seconds."""
    start = time.monotonic()
    before = {name: cpu(pids) for name, pids in processes.items()}
    time.sleep(seconds)
    milliseconds = (time.monotonic() - start) * 1000
    return [
        (name, f"{(cpu(pids) - before[name]) / milliseconds:.0%}")
        for name, pids in processes.items()
        if pids
    ]


if __name__ == "__main__":
    sys.exit(main())
