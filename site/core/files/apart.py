"""What others made is read in a process of its own, within limits of time and memory.

A file that is damaged, endless or malicious, or a server that never comes to an end, then breaks
or holds that process alone. docs/decisions/0024 says why it is started anew each time.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.files import child

T = TypeVar("T")
MEGABYTE = 1 << 20
EVERY = 1.0  # seconds
# No key or password of the site goes along; requests needs the way out of a closed network.
ENVIRONMENT = {"PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ"}
ENVIRONMENT |= {"SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"}
ENVIRONMENT |= {"HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy"}


@dataclass(frozen=True)
class Limits:
    """How long by the clock on the wall, and how much memory, in bytes."""

    seconds: int = 10
    memory: int = 1024 * MEGABYTE


class Why(TextChoices):
    """Why the work was ended; the labels are sentences for people."""

    SLOW = "slow", _("It takes too long to read: it may be damaged, or larger than it looks.")
    MEMORY = "memory", _("It takes too much memory to read: it may be larger than it looks.")
    DEPTH = "depth", _("It is nested too deeply to be read.")
    DIED = "died", _("It cannot be read: it is damaged, or larger than it looks.")


class Stopped(Exception):
    """A limit was met, or the process died; as text a sentence in the language of the reader."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why

    def __str__(self) -> str:
        return str(self.why.label)


def apart(
    function: Callable[..., T],
    *args: Any,
    limits: Limits,
    with_sentences: bool = False,
    meanwhile: Callable[[], object] | None = None,
) -> T:
    """What `function` answers or raises, run in a process of its own. Raises Stopped.

    The function is one of a module, what it is given and gives can be pickled, and its module
    needs no models. `with_sentences`: it says what is wrong in the language of the reader.
    `meanwhile` is called every second, for work that is given little: what it raises ends it.
    """
    django = _django() if with_sentences else None
    task = pickle.dumps((sys.path, django)) + pickle.dumps((function, args))
    told, value = _answer(task, limits, meanwhile)
    if told == child.RAISED:
        raise value
    if told != child.WELL:
        raise Stopped(Why(told))
    found: T = value
    return found


def _django() -> dict[str, Any]:
    """The settings that translations need, and no more."""
    return {
        "LANGUAGE_CODE": get_language() or settings.LANGUAGE_CODE,
        "LOCALE_PATHS": [str(path) for path in settings.LOCALE_PATHS],
        "TIME_ZONE": settings.TIME_ZONE,
        "USE_TZ": settings.USE_TZ,
    }


def _answer(task: bytes, limits: Limits, meanwhile: Callable[[], object] | None) -> tuple[str, Any]:
    # -I: nothing from the surroundings; -B: nothing is written.
    command = [sys.executable, "-I", "-B", child.__file__, str(limits.seconds), str(limits.memory)]
    process = subprocess.Popen(  # noqa: S603 (the command is ours)
        command,
        env={name: os.environ[name] for name in ENVIRONMENT & os.environ.keys()},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    with process:
        try:
            answer = _waited_for(process, task, limits.seconds, meanwhile)
        except subprocess.TimeoutExpired as error:
            raise Stopped(Why.SLOW) from error
        finally:
            _end(process)
    if process.returncode in (-signal.SIGXCPU, -signal.SIGALRM):
        raise Stopped(Why.SLOW)
    if process.returncode or not answer:
        raise Stopped(Why.DIED)
    told: tuple[str, Any] = pickle.loads(answer)  # noqa: S301 (our own child wrote it)
    return told


def _waited_for(
    process: "subprocess.Popen[bytes]",
    task: bytes,
    seconds: float,
    meanwhile: Callable[[], object] | None,
) -> bytes:
    """What the process writes. Raises subprocess.TimeoutExpired."""
    if meanwhile is None:
        return process.communicate(task, timeout=seconds)[0]
    rest: bytes | None = task
    while seconds > EVERY:
        meanwhile()
        try:
            return process.communicate(rest, timeout=EVERY)[0]
        except subprocess.TimeoutExpired:
            seconds, rest = seconds - EVERY, None  # the pipe has taken it
    return process.communicate(rest, timeout=seconds)[0]


def _end(process: "subprocess.Popen[bytes]") -> None:
    """With everything that it started, however the waiting ended."""
    if process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
