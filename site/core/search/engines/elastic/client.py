"""Requests to a cluster, through either client, within a time that is never exceeded."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from functools import lru_cache, partial
from threading import Thread
from time import monotonic
from typing import Any

from core.search.engines.base import EngineError
from core.search.engines.elastic.address import Address
from core.search.engines.elastic.products import PRODUCTS

TRIES = 3  # at most
GRACE = 0.1  # seconds by which the client may be later than its own time-out
JSON, LINES = "application/json", "application/x-ndjson"
# Another host, or the same one a moment later, may well answer: a host is starting or stopping
# (502 to 504), or the index was swapped for a new one while it was searched (404, 503).
PASSING = {None, 404, 502, 503, 504}


class Failure(EngineError):
    """A request that failed; `status` is the HTTP status, None where there was no answer."""

    def __init__(self, message: str, status: object = None) -> None:
        super().__init__(message[:500])
        self.status = status if isinstance(status, int) else None


@contextmanager
def whole() -> Iterator[None]:
    """Read an answer; EngineError where something is missing or of another type."""
    try:
        yield
    except (LookupError, TypeError, ArithmeticError, ValueError, AttributeError) as error:
        raise EngineError(f"the answer is not understood: {error!r}") from error


class Deadline:
    """Seconds that several requests share; they begin with the first."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end: float | None = None

    def left(self) -> float:
        """The seconds that are left, which may be none."""
        if self._end is None:
            self._end = monotonic() + self.seconds
        return self._end - monotonic()


def line(content: Mapping[str, Any]) -> bytes:
    """A line of a body that has several."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


class Client:
    """Both products' clients under one method; their own retries and sniffing are off."""

    def __init__(self, address: Address) -> None:
        self.hosts = len(address.hosts)
        self._send = PRODUCTS[address.product](address)

    def request(
        self,
        method: str,
        path: str,
        *,
        seconds: float,
        params: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | bytes | None = None,
        check: Callable[[Any], None] = lambda _answer: None,
    ) -> Any:
        """The answer, within `seconds` over all hosts and tries, or Failure.

        The body is JSON, or lines of it. With several hosts each try may use half of the time
        left, so that another host can answer. `check` raises for an unusable answer.
        """
        kind = LINES if isinstance(body, bytes) else JSON
        headers = {"accept": JSON, "content-type": kind}
        deadline = Deadline(seconds)
        tries = min(TRIES, max(2, self.hosts))
        for left in reversed(range(tries)):
            share = deadline.left() / (2 if left and self.hosts > 1 else 1)
            if share <= 0:
                raise Failure("there was no time left to ask")
            call = partial(self._send, method, path, params or {}, headers, body, share)
            try:
                answer = _within(share + GRACE, call)
                check(answer)
                return answer
            except Failure as failure:
                if not left or failure.status not in PASSING or deadline.left() <= 0:
                    raise
        raise AssertionError("unreachable")


@lru_cache(maxsize=8)
def _client(address: Address, _process: int) -> Client:
    return Client(address)


def client(address: Address) -> Client:
    """This process's client: connections are not shared with a process that was forked."""
    return _client(address, os.getpid())


def _within(seconds: float, call: Callable[[], Any]) -> Any:
    """What the call returns, if it does so in time.

    A socket's own time-out starts again with every byte, and there is none for looking up a
    name. So the call has a thread to itself, which is abandoned if it takes too long.
    """
    future: Future[Any] = Future()

    def run() -> None:
        try:
            future.set_result(call())
        except BaseException as error:  # noqa: BLE001 - raised again where the result is awaited
            future.set_exception(error)

    try:
        Thread(target=run, name="search-request", daemon=True).start()
        return future.result(timeout=seconds)
    except TimeoutError as error:
        raise Failure(f"no whole answer within {seconds:.1f} s") from error
    except Exception as error:  # the clients let much through of what they are built on
        raise Failure(_message(error), _status(error)) from error


def _message(error: Exception) -> str:
    try:
        message = str(error) or repr(error)
        return f"{message}: {error.__cause__}" if error.__cause__ else message
    except Exception:  # noqa: BLE001 - the client reads an answer of a shape it does not expect
        return type(error).__name__


def _status(error: Exception) -> object:
    return getattr(error, "status_code", None)  # both clients' errors have it
