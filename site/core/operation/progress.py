"""Long work is seen: a bar where somebody watches a terminal, else a line in the log now and then.

It goes to standard error alone, so that a program reads the same from a command as ever.
"""

import logging
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol, TypeVar

from tqdm import tqdm

log = logging.getLogger(__name__)
T = TypeVar("T")
EVERY = 10.0  # seconds between two lines of the log; what is done sooner leaves none
PATIENCE = 1.0  # seconds before there is a bar

tqdm.monitor_interval = 0  # it would be a thread


class Follower(Protocol):
    """Who else is told how far work has come; what it raises ends the work."""

    def __call__(self, step: str, *, kind: str, done: int, total: int | None) -> None: ...


_follower: ContextVar[Follower | None] = ContextVar("who is told of progress", default=None)


@contextmanager
def told_to(follower: Follower) -> Iterator[None]:
    """Tell `follower` of all that is done in the block."""
    token = _follower.set(follower)
    try:
        yield
    finally:
        _follower.reset(token)


def going_on(step: str) -> None:
    """Tell that a step takes its time of which nobody knows how far it has come."""
    if follower := _follower.get():
        follower(step, kind="", done=0, total=None)


def _one(_item: Any) -> int:
    return 1


def shown(
    items: Iterable[T],
    *,
    what: str,
    kind: str = "",
    total: int | None = None,
    size: Callable[[T], int] = _one,
) -> Iterator[T]:
    """The items, one after the other, while it is shown how far their user has come.

    `what` is done to them, to records of a `kind` where these are of one. `size` is how much of
    the `total` an item is: `len` where the items are batches.
    """
    in_terminal = sys.stderr is not None and sys.stderr.isatty()
    follower, done = _follower.get(), 0
    with (_bar if in_terminal else _lines)(f"{kind} {what}".strip(), total) as advance:
        for item in items:
            if follower:
                follower(what, kind=kind, done=done, total=total)
            yield item
            done += size(item)
            advance(size(item))
        if follower:
            follower(what, kind=kind, done=done, total=total)


@contextmanager
def _bar(what: str, total: int | None) -> Iterator[Callable[[int], object]]:
    with tqdm(desc=what, total=total, file=sys.stderr, delay=PATIENCE) as bar:
        yield bar.update


@contextmanager
def _lines(what: str, total: int | None) -> Iterator[Callable[[int], object]]:
    done, told, began = 0, False, time.monotonic()
    last = began

    def advance(number: int) -> None:
        nonlocal done, told, last
        done += number
        if time.monotonic() - last >= EVERY:
            last, told = time.monotonic(), True
            log.info("%s: %s", what, f"{done} of {total}" if total else done)

    yield advance
    if told:
        log.info("%s: %d in %d seconds", what, done, time.monotonic() - began)
