"""What else brings a page up to date in the search: publishing, moving, a limit that moves.

`core.search.receivers` follows pages that are saved or deleted, and the rows they depend on.
"""

from typing import Any

from django.db.models.signals import pre_save
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from core.models import SectionVisibility
from core.pages.search import KIND, inside, sisters
from core.search.index import index


def connect_signals() -> None:
    """Of pages that are published or moved, and of limits before they are saved."""
    # A page is saved before what belongs to it; when it is published, all of it is there.
    for changed in (page_published, page_unpublished):
        changed.connect(_published, dispatch_uid="pages published")
    post_page_move.connect(_moved, dispatch_uid="pages moved")
    pre_save.connect(_about_to_limit, sender=SectionVisibility, dispatch_uid="sections' pages")


def _published(instance: Page, **signal: Any) -> None:
    index(kind=KIND, ids=sisters(instance))


def _moved(instance: Page, **signal: Any) -> None:
    index(kind=KIND, ids=inside([instance.path]))


def _about_to_limit(instance: SectionVisibility, *, raw: bool = False, **signal: Any) -> None:
    """A limit may leave one page for another."""
    stored = SectionVisibility.objects.filter(pk=instance.pk).exclude(page=instance.page_id)
    instance.pages_left = [] if raw else [limit.page for limit in stored.select_related("page")]
