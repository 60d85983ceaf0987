"""Changes in bulk and in other threads, and whether the cluster has them all."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.db import connections

from tests.factories.opportunities import imported, result

LATER = "2026-06-20T10:00:00.000+0200"
NOTHING = "0 missing, 0 out of date, 0 without a record"


def many(word: str, number: int, **metadata: str) -> None:
    """So many calls with the word in their titles, in one import; LATER ones change them."""
    titles = {f"MANY-{n}": f"{word} {n}" for n in range(number)}
    report = imported(*(result(n, title=title, **metadata) for n, title in titles.items()))
    assert report.created + report.updated == number


def agrees() -> None:
    """The command finds nothing that differs, and nothing that waits."""
    printed = StringIO()
    call_command("rebuild_search", check=True, stdout=printed)
    *kinds, cluster = printed.getvalue().splitlines()
    assert all(NOTHING in kind for kind in kinds)
    assert kinds
    assert f"{NOTHING}, 0 newer than the records, 0 changes waiting" in cluster


@contextmanager
def beside(work: Callable[[], Any]) -> Iterator[None]:
    """The work is done in a thread of its own, and what goes wrong there goes wrong here."""

    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        doing = pool.submit(run)
        yield
    doing.result()
