"""`make bench`: measure speed and weight, and print the tables that README quotes."""

import argparse
import platform
import tempfile
from pathlib import Path

from benchmarks import calls, imports
from benchmarks.site import build


def main() -> None:
    """Measure everything, or what the arguments leave."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 5000])
    parser.add_argument("--rows", type=int, default=10_000, help="rows to import; 0 for none")
    arguments = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}\n")
    for size in arguments.sizes:
        with tempfile.TemporaryDirectory(prefix="omvarld-bench-") as name:
            build(Path(name), size)
            table(
                f"Call search among {size} calls, SQLite, one gunicorn worker",
                ("query", "hits", "median ms", "p95 ms", "queries", "kB HTML"),
                calls.measure(Path(name)),
            )
    if arguments.rows:
        with tempfile.TemporaryDirectory(prefix="omvarld-bench-") as name:
            table(
                f"Import of {arguments.rows} rows, as a whole process",
                ("run", "received", "created", "unchanged", "duplicate", "seconds"),
                imports.measure(Path(name), arguments.rows),
            )


def table(title: str, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """Print a Markdown table."""
    print(f"{title}\n")
    print(f"| {' | '.join(head)} |")
    print(f"| {' | '.join('---' for _ in head)} |")
    for row in rows:
        print(f"| {' | '.join(row)} |")
    print(flush=True)


if __name__ == "__main__":
    main()
