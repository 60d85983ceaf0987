"""What must be said of a page wherever it is linked or listed, asked for several pages at once."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from wagtail.models import Page

from core.registry import Registry

# What the notes depend on, read for all pages in a query or two: `page.note(at)` is then free.
prefetches: Registry[Callable[[Sequence[Page]], None]] = Registry("prefetch for notes")


def noted(pages: Iterable[Page], at: datetime) -> list[tuple[Page, str]]:
    """Each page, which has to be of its own type (`specific`), with its note; empty for most.

    How many queries that takes does not depend on how many pages there are.
    """
    listed = list(pages)
    for _name, prefetch in prefetches:
        prefetch(listed)
    return [(page, page.note(at) if hasattr(page, "note") else "") for page in listed]
