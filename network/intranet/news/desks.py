"""Where public news is made: an app that has it registers its desk here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from wagtail.models import Page

from core.models import PriorityArea, User
from core.registry import Registry


class MakesDraft(Protocol):
    def __call__(
        self,
        *,
        title: str,
        html: str,
        language: str,
        areas: Iterable[PriorityArea],
        at: datetime,
    ) -> Page:
        """A page that nobody has published and that names nobody."""


@dataclass(frozen=True)
class NewsDesk:
    """Whether it has news in a language, its drafts, and the editors who publish such a page."""

    takes: Callable[[str], bool]
    draft: MakesDraft
    editors: Callable[[Page], Iterable[User]]


desks: Registry[NewsDesk] = Registry("desk for public news")


def desk_for(language: str) -> NewsDesk | None:
    """The one that takes what is written in a language."""
    return next((desk for _name, desk in desks if desk.takes(language)), None)
