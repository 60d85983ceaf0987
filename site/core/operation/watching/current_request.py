"""The request that this thread answers, for what is told about it: log lines, counts.

Its id is the proxy's, where that sends one in X-Request-ID, or else made here.
"""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest

HEADER = "X-Request-ID"
AN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._=+/-]{7,127}")

_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


@contextmanager
def answering(request: HttpRequest) -> Iterator[str]:
    """Until the block ends this is the request; yields its id."""
    sent = request.headers.get(HEADER, "")
    given = sent if AN_ID.fullmatch(sent) else uuid.uuid4().hex
    vars(request)["request_id"] = given
    token = _request.set(request)
    try:
        yield given
    finally:
        _request.reset(token)


def told(request: HttpRequest | None = None) -> dict[str, Any]:
    """What a log line says of the request, by default the thread's: nothing that was typed.

    The path is without the query, and a user is a number. Nobody is looked up for it.
    """
    request = request or _request.get()
    if request is None:
        return {}
    user = getattr(request, "_cached_user", None)
    return {
        "request_id": vars(request).get("request_id"),
        "method": request.method,
        "path": request.path,
        "user": getattr(user, "pk", None),
    }
