"""What can be passed on to a unit: each app registers how a kind of record is told of.

A source gives what strangers read, and nothing of any other record.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.registry import Registry


@dataclass(frozen=True)
class Passable:
    """A public record: its title, where it is (without the host), and a sentence or two of it."""

    title: str
    url: str
    sentences: Sequence[str]


sources: Registry[Callable[[int, datetime], Passable | None]] = Registry("source to pass on")


def passable(kind: str, pk: int, *, at: datetime) -> Passable | None:
    """The record in the reader's language, if everybody may read it."""
    return sources[kind](pk, at) if kind in sources else None
