"""What a request asks again and again about its reader, looked up once.

Only while something is read: what is sent may change the answer.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models.users import User

T = TypeVar("T")
_answers: ContextVar[dict[Any, Any] | None] = ContextVar("answers about readers", default=None)


@contextmanager
def looked_up_once() -> Iterator[None]:
    """For the time of a request that changes nothing."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def of_reader(
    ask: "Callable[[User | AnonymousUser], T]",
) -> "Callable[[User | AnonymousUser], T]":
    """`ask`, whose answer about one object of a reader is the same until the request ends."""

    @wraps(ask)
    def answer(user: "User | AnonymousUser") -> T:
        answers = _answers.get()
        if answers is None:
            return ask(user)
        key = ask, id(user)
        if key not in answers:
            answers[key] = user, ask(user)  # the reader too: no other object gets its id
        known: T = answers[key][1]
        return known

    return answer
