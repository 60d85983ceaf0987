"""`python -m benchmarks.timing`: whether the time of a log-in or a reset tells who has an account.

No test asserts a time: tests/core/accounts/test_password_costs.py counts hashes and queries.
"""

import argparse
import json
import tempfile
from pathlib import Path

from benchmarks.site import Site
from benchmarks.tables import machine, table

HEAD = ("asked for", "who", "median ms", "95 of 100 ms", "most ms")


def main() -> None:
    """Make a site, try, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.timing", description=__doc__)
    parser.add_argument("--tries", type=int, default=200)
    arguments = parser.parse_args()
    print(f"{machine()}\n")
    with tempfile.TemporaryDirectory(prefix="omvarld-timing-") as name:
        site = Site(Path(name))
        site.prepare()
        printed = site.call("benchmarks.log_ins", f"tried({arguments.tries})")
        rows = sorted(json.loads(printed.splitlines()[-1]))
        table(f"{arguments.tries} tries of each, wrong passwords, SQLite", HEAD, rows)


if __name__ == "__main__":
    main()
