"""Work in a process of its own: what it answers, and that every limit is a sentence."""

import os
import signal
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import gettext, override

from core.files.apart import MEGABYTE, Limits, Stopped, Why, apart

LIMITS = Limits(seconds=10, memory=256 * MEGABYTE)


class Refused(Exception):
    """What a reader raises, with a sentence."""


class Awkward(Exception):
    """An exception that no pickle brings back."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(one)


def answered(*args: Any) -> Any:
    print("what a library has to say")
    return args


def refuse() -> None:
    raise Refused(gettext("The document is empty. Nothing was changed."))


def fail_awkwardly() -> None:
    raise Awkward("one", "other")


def never_end() -> None:
    while True:
        pass


def wait_for_ever() -> None:
    signal.pause()


def with_a_child() -> None:
    if os.fork() == 0:
        signal.pause()
    signal.pause()


def fill_the_memory() -> bytes:
    return b"x" * (512 * MEGABYTE)


def go_deep(depth: int = 0) -> int:
    return go_deep(depth + 1)


def die() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def write(path: Path) -> None:
    path.write_text("half a file")


def environment() -> set[str]:
    return set(os.environ)


def test_it_answers_what_the_function_does_whatever_is_printed() -> None:
    assert apart(answered, 1, "å", b"\0", limits=LIMITS) == (1, "å", b"\0")


@pytest.mark.parametrize(("language", "words"), [("sv", "Dokumentet är"), ("en", "The document")])
def test_what_the_function_raises_comes_in_the_language_of_the_reader(
    language: str, words: str
) -> None:
    with override(language), pytest.raises(Refused, match=words):
        apart(refuse, limits=LIMITS, with_sentences=True)


def test_an_exception_that_cannot_travel_comes_as_its_text() -> None:
    with pytest.raises(RuntimeError, match="Awkward"):
        apart(fail_awkwardly, limits=LIMITS)


@pytest.mark.parametrize(
    ("function", "why"),
    [
        (never_end, Why.SLOW),
        (wait_for_ever, Why.SLOW),
        (with_a_child, Why.SLOW),
        (fill_the_memory, Why.MEMORY),
        (go_deep, Why.DEPTH),
        (die, Why.DIED),
    ],
)
def test_every_limit_is_a_sentence(function: Any, why: Why) -> None:
    seconds = 1 if why is Why.SLOW else LIMITS.seconds
    with override("sv"), pytest.raises(Stopped) as caught:
        apart(function, limits=Limits(seconds, LIMITS.memory))
    assert caught.value.why is why
    assert str(caught.value) == str(why.label)
    assert str(caught.value).endswith(".")


def test_the_limit_of_the_processor_is_called_slow_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever clock comes first, the sentence is the same: here nobody looks at the wall."""
    monkeypatch.setattr(
        "core.files.apart._waited_for", lambda process, task, *_: process.communicate(task)[0]
    )
    with pytest.raises(Stopped) as caught:
        apart(never_end, limits=Limits(1, LIMITS.memory))
    assert caught.value.why is Why.SLOW


def test_nothing_is_written_and_no_secret_goes_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "of the site")
    path = tmp_path / "file"
    with pytest.raises(OSError, match="large"):
        apart(write, path, limits=LIMITS)
    assert path.stat().st_size == 0
    assert "SECRET_KEY" not in apart(environment, limits=LIMITS)
