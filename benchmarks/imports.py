"""Import of a feed: the first time, and the same file again."""

import json

from benchmarks.site import Site, write_feed


def measure(site: Site, calls: int) -> list[tuple[str, ...]]:
    """A row per run: name, received, created, unchanged, duplicate, seconds, those of processor."""
    site.prepare()
    path = write_feed(site, calls)
    rows = []
    for name in ("first time", "the same file again"):
        run = site.manage("import_calls", "eu-portal", "--file", str(path))
        report = json.loads(run.printed.strip().splitlines()[-1])
        numbers = (str(report[key]) for key in ("received", "created", "unchanged", "duplicate"))
        rows.append((name, *numbers, f"{run.seconds:.1f}", f"{run.cpu:.1f}"))
    return rows
