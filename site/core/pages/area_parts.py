"""What there is of one priority area: each app registers its part, the area's page shows them."""

from collections.abc import Callable, Sequence
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
    """One sort of thing: its heading, and those of an area that `user` may read as of `at`."""

    heading: str | Promise
    links: Callable[[PriorityArea, User | AnonymousUser, datetime], Sequence[AreaLink]]


area_parts: Registry[AreaPart] = Registry("part of an area's page")
