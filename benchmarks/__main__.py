"""`make bench`: measure speed and weight, and print the tables that docs/benchmarks.md quotes."""

import argparse
import tempfile
from dataclasses import replace
from pathlib import Path

from benchmarks import calls, imports, pages, questions
from benchmarks.site import Site, build
from benchmarks.tables import machine, table


def main() -> None:
    """Measure everything, or what the arguments leave."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 5000])
    parser.add_argument("--rows", type=int, default=10_000, help="rows to import; 0 for none")
    parser.add_argument("--questions", type=int, default=6_000, help="questions; 0 for none")
    arguments = parser.parse_args()
    print(f"{machine()}\n")
    for size in arguments.sizes:
        with tempfile.TemporaryDirectory(prefix="omvarld-bench-") as name:
            site = Site(Path(name))
            build(site, size)
            table(
                f"Call search among {size} calls, SQLite, one gunicorn worker",
                calls.HEAD,
                [figures.row for figures in calls.measure(site)],
            )
            table(
                f"Public pages seen before, {size} calls, SQLite, one gunicorn worker",
                pages.HEAD,
                pages.measure(replace(site, keeps_pages=True)),
            )
            table(
                f"Pages made anew, {size} calls, SQLite, one gunicorn worker",
                pages.ANEW_HEAD,
                pages.anew(site),
            )
            table(
                "First visit to the start page, as sent",
                pages.WEIGHT_HEAD,
                pages.weigh(replace(site, keeps_pages=True)),
            )
            if arguments.questions:
                table(
                    f"The slowest of {arguments.questions} questions among {size} calls, SQLite",
                    questions.HEAD,
                    questions.measure(site, arguments.questions),
                )
    if arguments.rows:
        with tempfile.TemporaryDirectory(prefix="omvarld-bench-") as name:
            table(
                f"Import of {arguments.rows} rows, as a whole process",
                ("run", "received", "created", "unchanged", "duplicate", "seconds", "CPU s"),
                imports.measure(Site(Path(name)), arguments.rows),
            )


if __name__ == "__main__":
    main()
