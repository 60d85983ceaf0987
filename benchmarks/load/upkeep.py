"""What an administrator does while people read: migrate, and take up a new release.

The site's calls get a column of a release to come (benchmarks.load.next_release), which is taken
away again: the site is kept for the next measurement.
"""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from benchmarks.processes import children, wait_until
from benchmarks.site import ROOT, Served, Site

HEAD = ("what", "took s")
SETTINGS = "benchmarks.load.next_release.settings"
Row = tuple[str, str]


@contextmanager
def not_migrated(site: Site) -> Iterator[None]:
    """The tables as this release has them, before and after."""
    last = max(path.stem for path in (ROOT / "opportunities" / "migrations").glob("[0-9]*.py"))
    back = ("migrate", "opportunities", last, "--verbosity=0")
    next_release = replace(site, settings=SETTINGS)
    next_release.manage(*back)
    try:
        yield
    finally:
        next_release.manage(*back)


def done(site: Site, served: Served) -> Iterator[Row]:
    """Do it; a row under HEAD for each step."""
    next_release = replace(site, settings=SETTINGS)
    yield _timed("`manage.py migrate`", partial(next_release.manage, "migrate", "--verbosity=0"))
    for worker in sorted(children(served.pid)):
        yield _timed("a worker is told to stop (TERM)", partial(_renew, served, worker))
    yield _timed("gunicorn starts anew (USR2)", partial(_start_anew, served))


def _timed(what: str, do: Callable[[], object]) -> Row:
    start = time.monotonic()
    do()
    return what, f"{time.monotonic() - start:.1f}"


def _renew(served: Served, worker: int) -> None:
    """Until it has ended and another is in its place."""
    workers = children(served.pid)
    os.kill(worker, signal.SIGTERM)
    wait_until(lambda: worker not in (now := children(served.pid)) and len(now) >= len(workers))


def _start_anew(served: Served) -> None:
    """Until the second has taken the place of the first."""
    first = served.pid
    os.kill(first, signal.SIGUSR2)
    wait_until(lambda: served.pid_file.exists() and served.pid != first)
