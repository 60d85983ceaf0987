"""What there is of one priority area: each app registers its part, the area's page shows them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.utils.functional import Promise

from core.models import PriorityArea, User
from core.registry import Registry


@dataclass(frozen=True)
class AreaLink:
    """Something of the area: its title, its address, and a note on it, such as a day.

    `marked`: the note is a warning, such as that a document has expired.
    """

    title: str
    url: str
    note: str = ""
    marked: bool = False


@dataclass(frozen=True)
class AreaPart:
    """One sort of thing: its heading, and those of an area that `user` may read as of `at`.

    Parts of a lower `order` come first, whichever app brings them.
    """

    heading: str | Promise
    links: Callable[[PriorityArea, User | AnonymousUser, datetime], Sequence[AreaLink]]
    order: int = 0


area_parts: Registry[AreaPart] = Registry("part of an area's page")


def in_order(parts: Iterable[tuple[str, AreaPart]]) -> list[tuple[str, AreaPart]]:
    """The parts with their names, as the page shows them."""
    return sorted(parts, key=lambda named: named[1].order)
