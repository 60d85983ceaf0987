"""The other side of core.files.apart: a script that runs one function on what others made.

It imports nothing of the site but what it is told to. On its standard input are two pickles of
our own: how to begin, then the function with its arguments. On its standard output is the answer:
that it went well and the value, or not and the exception, or the name of a limit that was met.
"""

import gc
import os
import pickle
import resource
import signal
import sys
import traceback
from contextlib import suppress
from typing import Any

WELL, RAISED, MEMORY, DEPTH = "well", "raised", "memory", "depth"
COLLECTED = 50_000  # objects before circles are looked for: it ends soon, with all it has made
DEEPEST = 4000  # to pack what could just be read takes a few steps for each of its levels


def limit(seconds: int, memory: int) -> None:
    """Bound this process for as long as it lives, also where nobody waits for it any more."""
    signal.alarm(seconds + 1)
    # What a system does not limit so is limited by the clock alone.
    for what, most in (
        (resource.RLIMIT_AS, (memory, memory)),
        # Where both are reached at once it is killed, and nobody can tell that it was slow.
        (resource.RLIMIT_CPU, (seconds, seconds + 1)),
        (resource.RLIMIT_CORE, (0, 0)),
        (resource.RLIMIT_FSIZE, (0, 0)),
    ):
        with suppress(ValueError, OSError):
            resource.setrlimit(what, most)


def begin(path: list[str], django: dict[str, Any] | None) -> None:
    """Make the site's modules known and, where sentences are needed, its translations."""
    sys.path[:] = path
    if django is None:
        return
    # Only where it is asked for: what reads a picture starts in a quarter of the time without.
    from django import setup
    from django.conf import settings
    from django.utils import translation

    settings.configure(**django)
    setup()
    translation.activate(django["LANGUAGE_CODE"])


def answer() -> tuple[str, Any]:
    """Run the function; every exception is an answer."""
    try:
        function, args = pickle.load(sys.stdin.buffer)  # noqa: S301 (our own parent wrote it)
        return WELL, function(*args)
    except MemoryError:
        return MEMORY, None
    except RecursionError:
        return DEPTH, None
    except Exception as error:  # noqa: BLE001 (what it was is for the parent to say)
        error.add_note(traceback.format_exc())
        return RAISED, error


def packed(found: tuple[str, Any]) -> bytes:
    """The answer for the parent; an exception that cannot travel goes as its text."""
    sys.setrecursionlimit(DEEPEST)
    try:
        whole = pickle.dumps(found)
        if found[0] == RAISED:
            pickle.loads(whole)  # noqa: S301 (what was packed on the line above)
    except MemoryError:
        return pickle.dumps((MEMORY, None))
    except RecursionError:
        return pickle.dumps((DEPTH, None))
    except Exception:  # noqa: BLE001 (a foreign class may fail in any way)
        return pickle.dumps((RAISED, RuntimeError(repr(found[1])[:2000])))
    return whole


if __name__ == "__main__":
    limit(int(sys.argv[1]), int(sys.argv[2]))
    gc.set_threshold(COLLECTED)
    # What a library prints goes nowhere, and not into the answer.
    out = os.dup(1)
    os.dup2(2, 1)
    begin(*pickle.load(sys.stdin.buffer))  # noqa: S301 (our own parent wrote it)
    with os.fdopen(out, "wb") as pipe:
        pipe.write(packed(answer()))
