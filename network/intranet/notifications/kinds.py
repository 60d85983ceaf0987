"""What notices can be about: each room registers how its records are read and told of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from core.registry import Registry

if TYPE_CHECKING:
    from core.models import User


@dataclass(frozen=True)
class Told:
    """What a notice tells of a record: no more than its title and where it is."""

    title: str
    url: str
    language: str


@dataclass(frozen=True)
class Kind:
    """Records of one sort: those that somebody may read now, and what is told of one.

    `says` has a sentence for each step: what has happened.
    """

    readable: Callable[["User"], QuerySet]
    told: Callable[[Any], Told]
    says: Mapping[str, Any]  # lazily translated


kinds: Registry[Kind] = Registry("kind of notice")
