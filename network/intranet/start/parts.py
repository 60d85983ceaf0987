"""What the intranet's start page is made of: each room registers what waits, and its part."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from core.models import MunicipalityProfile, User
from core.registry import Registry
from core.words.dates import local
from network.organisation.models import Appointment
from network.people.models import Card


@dataclass(frozen=True)
class Somebody:
    """Who opens the page and when, with what is asked of them more than once.

    What concerns them are their units, as keys, and the areas on their card.
    """

    user: User
    profile: MunicipalityProfile
    at: datetime
    units: frozenset[int]
    seats: Sequence[Appointment]
    card: Card | None

    @cached_property
    def areas(self) -> frozenset[int]:
        """The keys of the areas that they have chosen."""
        return frozenset(area.pk for area in self.card.areas.all()) if self.card else frozenset()

    @property
    def on(self) -> date:
        """The day, in Swedish time."""
        return local(self.at).date()


@dataclass(frozen=True)
class Task:
    """Something that waits for somebody: by when, what it is, and the one thing to do."""

    title: Any
    text: Any
    url: str
    action: Any
    day: date | None = None


@dataclass(frozen=True)
class Line:
    """A line of a part: a link with what is to be said of it."""

    title: Any
    url: str
    text: Any = ""
    day: date | None = None


@dataclass(frozen=True)
class Part:
    """A part beside what is new: its heading, its lines for somebody, and the way to all."""

    heading: Any  # lazily translated
    lines: Callable[[Somebody], Sequence[Line]]
    order: int
    url: Callable[[], str] | None = None
    more: Any = ""


waiting: Registry[Callable[[Somebody], Iterable[Task]]] = Registry("what waits for somebody")
parts: Registry[Part] = Registry("part of the intranet's start page")


def tasks(somebody: Somebody) -> list[Task]:
    """All that waits, by day; what has none comes last."""
    all_tasks = [task for _name, ask in waiting for task in ask(somebody)]
    return sorted(all_tasks, key=lambda task: task.day or date.max)


@dataclass(frozen=True)
class Shown:
    """A part with its lines."""

    part: Part
    lines: Sequence[Line]

    @property
    def url(self) -> str:
        """Where all of it is."""
        return self.part.url() if self.part.url else ""


def shown(somebody: Somebody) -> list[Shown]:
    """The parts that have something for somebody, in their order."""
    ordered = sorted((part for _name, part in parts), key=lambda part: part.order)
    asked = (Shown(part, part.lines(somebody)) for part in ordered)
    return [each for each in asked if each.lines]
