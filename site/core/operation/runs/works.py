"""The sorts of long work: each app registers its own by name."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError
from django.utils.translation import gettext as _

from core.models import Run
from core.registry import Registry


class Refused(Exception):
    """Why work came to nothing: a sentence for people."""


@contextmanager
def refused_by_database() -> Iterator[None]:
    """What the database refuses is said in a sentence."""
    try:
        yield
    except DatabaseError as error:
        sentence = _("The database refused: %(why)s. Nothing was changed.")
        raise Refused(sentence % {"why": error}) from error


def nowhere(_run: Run) -> str | None:
    """For work that has no page of its own."""
    return None


@dataclass(frozen=True)
class Work:
    """Something that takes long. Doing it once more is no harm, whatever became of the last time.

    `do` returns counts by name, or raises Refused. `counted` says what such a name counts, and
    `stopped` what there is once it was stopped: in a sentence. `details` is the address in the
    admin of what a run did.
    """

    label: Any  # lazily translated
    do: Callable[[Run], Mapping[str, int]]
    counted: Callable[[str], Any]
    stopped: Any  # lazily translated
    details: Callable[[Run], str | None] = nowhere


works: Registry[Work] = Registry("sort of long work")
