"""Import of a feed: the first time, and the same file again."""

import json
import time
from pathlib import Path

from benchmarks.site import manage, write_feed


def measure(folder: Path, calls: int) -> list[tuple[str, ...]]:
    """A row per run: name, received, created, unchanged, seconds."""
    manage(folder, "migrate")
    manage(folder, "load_profile", "kristianstad")
    path = write_feed(folder, calls)
    rows = []
    for name in ("first time", "the same file again"):
        start = time.perf_counter()
        printed = manage(folder, "import_calls", "eu-portal", "--file", str(path))
        seconds = time.perf_counter() - start
        report = json.loads(printed.strip().splitlines()[-1])
        numbers = (str(report[key]) for key in ("received", "created", "unchanged", "duplicate"))
        rows.append((name, *numbers, f"{seconds:.1f}"))
    return rows
