"""A request is answered on one piece of Python's stack, and as it would be without."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from config.room import with_room


def echo(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("200 OK", [])
    return [environ["PATH_INFO"].encode()]


def test_the_answer_is_the_applications_own() -> None:
    said: list[str] = []
    body = with_room(echo)({"PATH_INFO": "/å/"}, lambda status, headers: said.append(status))
    assert list(body) == ["/å/".encode()]
    assert said == ["200 OK"]
    with pytest.raises(KeyError, match="PATH_INFO"):
        with_room(echo)({}, lambda status, headers: None)
