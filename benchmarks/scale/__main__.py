"""Call search at 5,000 and at 100,000 calls on each engine, as tables for docs/benchmarks.md.

The sites are kept under var/bench for a month: --fresh makes them anew, --reindex only the index.
"""

import argparse
import shlex
import subprocess
import sys
from datetime import UTC, datetime

from benchmarks import calls
from benchmarks.processes import memory
from benchmarks.scale import report
from benchmarks.scale.engines import MeasuredEngine, OpenSearch, PostgreSQL, Sqlite, running
from benchmarks.scale.kept import KEEP, Record, ready
from benchmarks.site import Site
from benchmarks.tables import machine

ENGINES = (Sqlite.name, PostgreSQL.name, OpenSearch.name)
QUERIES = {
    **calls.QUERIES,
    "three words of one topic": "status=all&q=climate+change+adaptation",
    "four words that no call has together": ("status=all&q=reindeer+asylum+telescopes+hospitality"),
    "a common word and a filter": "status=all&q=energy&priority=friska-ekosystem",
    "page 200": "status=all&page=200",
    "closing first": "status=all&sort=deadline",
    "newest": "status=all&sort=newest",
    "largest budget": "status=all&sort=budget",
    "one common word, newest": "status=all&q=energy&sort=newest",
}


def main() -> None:
    """Make what is missing, measure it, print."""
    arguments = _arguments()
    now = datetime.now(UTC)
    made_since = now if arguments.fresh else now - KEEP
    built_since = now if arguments.fresh or arguments.reindex else made_since
    command = f"python -m benchmarks.scale {shlex.join(sys.argv[1:])}".strip()
    print(f"`{command}`, {now:%Y-%m-%d}. {machine()}.\n", flush=True)
    measured: dict[str, dict[int, report.Measured]] = {}
    for name in arguments.engines:
        with running(name) as engine:
            for size in arguments.sizes:
                site, record = ready(
                    engine, size, arguments.seed, made_since=made_since, built_since=built_since
                )
                if arguments.run:
                    subprocess.run(shlex.split(arguments.run), env=site.environment, check=False)
                elif not arguments.build_only:
                    one = _measure(engine, site, record)
                    measured.setdefault(name, {})[size] = one
                    if arguments.statements:
                        report.statements(f"{engine.title}, {size:,} calls", one.figures)
    for by_size in measured.values():
        report.searches(by_size)
    if measured:
        report.costs(measured)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.scale",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[5_000, 100_000])
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fresh", action="store_true", help="make calls and index anew")
    parser.add_argument("--reindex", action="store_true", help="build the index anew")
    parser.add_argument("--statements", action="store_true", help="print the slowest SQL too")
    parser.add_argument("--build-only", action="store_true", help="make what is missing, no more")
    parser.add_argument("--run", metavar="COMMAND", help="run this with each site, no more")
    return parser.parse_args()


def _measure(engine: MeasuredEngine, site: Site, record: Record) -> report.Measured:
    with site.served() as served:
        figures = calls.ask(site, served, QUERIES, servers=engine.servers())
        if others := {f.name for f in figures if f.engine != engine.name}:
            raise RuntimeError(f"{engine.name} did not answer these itself: {sorted(others)}")
        worker, servers = memory([served.pid]), memory(engine.servers())
    return report.Measured(
        engine.title, record, record.built[engine.name], figures, worker, servers
    )


if __name__ == "__main__":
    main()
