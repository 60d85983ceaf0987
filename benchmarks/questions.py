"""Questions of every sort: that each is answered, and the slowest of them, as a table."""

import json

from benchmarks.site import Site

HEAD = ("ms", "found", "with all the words", "question")


def measure(site: Site, number: int) -> list[tuple[str, ...]]:
    """Rows under HEAD for the slowest of so many questions. A question that fails ends it."""
    printed = site.call("benchmarks.generated", f"asked({number})")
    return [tuple(row) for row in json.loads(printed.splitlines()[-1])]
