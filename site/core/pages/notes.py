"""What must be said of a page wherever it is linked or found, asked for several pages at once."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from wagtail.models import Page

from core.registry import Registry

# What the notes depend on, read for all pages in a query or two: `page.note(at)` is then free.
ahead: Registry[Callable[[Sequence[Page]], None]] = Registry("reading ahead for notes")


def noted(pages: Iterable[Page], at: datetime) -> list[tuple[Page, str]]:
    """Each page, which has to be what it is (`specific`), with its note; empty for most.

    How many queries that takes does not depend on how many pages there are.
    """
    found = list(pages)
    for _name, read in ahead:
        read(found)
    return [(page, page.note(at) if hasattr(page, "note") else "") for page in found]
