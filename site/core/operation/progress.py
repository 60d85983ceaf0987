"""Long work is seen: a bar where somebody watches a terminal, else a line in the log now and then.

It goes to standard error alone, so that a program reads the same from a command as ever.
"""

import logging
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from tqdm import tqdm

log = logging.getLogger(__name__)
T = TypeVar("T")
EVERY = 10.0  # seconds between two lines of the log; what is done sooner leaves none
PATIENCE = 1.0  # seconds before there is a bar

tqdm.monitor_interval = 0  # it would be a thread


def _one(_item: Any) -> int:
    return 1


def shown(
    items: Iterable[T], *, what: str, total: int | None = None, size: Callable[[T], int] = _one
) -> Iterator[T]:
    """The items, one after the other, while it is shown how far their user has come.

    `size` is how much of the `total` an item is: `len` where the items are batches.
    """
    in_terminal = sys.stderr is not None and sys.stderr.isatty()
    with (_bar if in_terminal else _lines)(what, total) as advance:
        for item in items:
            yield item
            advance(size(item))


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
