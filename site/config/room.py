"""Room on Python's stack for a whole request.

CPython keeps its stack in pieces of 16 kB. A request that stands at the end of one takes a new
piece from the system at each call across that border and gives it back with the return, which can
be a sixth of the time of a page, depending on how deep its templates are nested. A frame larger
than what is left makes it take one piece on which the rest of the request has room as well.
"""

from collections.abc import Callable, Iterable
from typing import Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
WORDS = 40_000  # of 8 bytes: then the piece has half a MB, of which 190 kB are for the request


def with_room(application: Application) -> Application:
    """The application, to be answered by on one piece of the stack."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        return application(environ, start_response)

    answer.__code__ = answer.__code__.replace(co_stacksize=WORDS)
    return answer
