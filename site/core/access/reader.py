"""Who reads a page of the admin that is being made: what has no request at hand asks here.

Wagtail's forms and choosers show what is chosen in them and are not told to whom.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib.auth.models import AnonymousUser

from core.models import User

_reader: ContextVar[User | AnonymousUser | None] = ContextVar("reader", default=None)


def reader() -> User | AnonymousUser:
    """Whom the answer is made for; a stranger outside the admin."""
    user = _reader.get()
    return AnonymousUser() if user is None else user


@contextmanager
def read_by(user: User | AnonymousUser) -> Iterator[None]:
    """What is made in the meantime is made for `user`."""
    token = _reader.set(user)
    try:
        yield
    finally:
        _reader.reset(token)
