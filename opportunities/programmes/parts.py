"""What there is of one programme: each app registers its part, the programme's page shows them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.utils.functional import Promise

from core.models import User
from core.pages.area_parts import AreaLink
from core.registry import Registry
from opportunities.models import Programme


@dataclass(frozen=True)
class ProgrammePart:
    """One sort of thing: its heading, and those of a programme that `user` may read at `at`."""

    heading: str | Promise
    links: Callable[[Programme, User | AnonymousUser, datetime], Sequence[AreaLink]]


@dataclass(frozen=True)
class ProgrammeLinks:
    """What an app has of the programme."""

    name: str
    heading: str
    links: Sequence[AreaLink]


programme_parts: Registry[ProgrammePart] = Registry("part of a programme's page")


def read_parts(
    programme: Programme, user: User | AnonymousUser, at: datetime
) -> list[ProgrammeLinks]:
    """What each app has of the programme that `user` may read; nothing empty."""
    parts = (
        ProgrammeLinks(name, str(part.heading), part.links(programme, user, at))
        for name, part in programme_parts
    )
    return [part for part in parts if part.links]
