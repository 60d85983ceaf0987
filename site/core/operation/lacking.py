"""What an answer lacks because something that it can do without has failed.

Such an answer is sent and not kept: the next one may have it again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_lacking: ContextVar[list[str] | None] = ContextVar("lacking", default=None)


def lacks(what: str) -> None:
    """Note that whatever is being answered goes without `what`."""
    noted = _lacking.get()
    if noted is not None:
        noted.append(what)


@contextmanager
def noted() -> Iterator[list[str]]:
    """What is noted meanwhile, in this thread."""
    noting: list[str] = []
    token = _lacking.set(noting)
    try:
        yield noting
    finally:
        _lacking.reset(token)
