"""A page that is published, moved, limited or deleted is so in the search, in the same transaction.

What holds for a page may hold for everything below it, and for its translations.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.signals import page_published, page_unpublished, post_page_move

from core.access.sections import below
from core.models import SectionVisibility
from core.pages.search import KIND
from core.search.index import index, remove
from core.web.content_version import quiet
from home.models import GlossaryPage, GlossaryTerm


def connect() -> None:
    """Listen to pages and to who may read them."""
    post_save.connect(_saved, dispatch_uid="pages saved")
    post_delete.connect(_deleted, dispatch_uid="pages deleted")
    # A page is saved before what belongs to it; when it is published, all of it is there.
    for changed in (page_published, page_unpublished):
        changed.connect(_published, dispatch_uid="pages published")
    post_page_move.connect(_moved, dispatch_uid="pages moved")
    pre_save.connect(_about_to_limit, sender=SectionVisibility, dispatch_uid="sections' pages")
    for signal in (post_save, post_delete):
        signal.connect(_limited, sender=SectionVisibility, dispatch_uid="pages limited")
        signal.connect(_explained, sender=GlossaryTerm, dispatch_uid="pages of the glossary")
        signal.connect(_restricted, sender=PageViewRestriction, dispatch_uid="pages restricted")


def _index(pages: PageQuerySet) -> None:
    index(kind=KIND, ids=list(pages.values_list("pk", flat=True)))


def _sisters(page: Page) -> PageQuerySet:
    """The page and its translations: what one of them is decides for whom the others are."""
    return Page.objects.filter(translation_key=page.translation_key)


def _saved(
    sender: type,
    instance: Any,
    raw: bool = False,
    update_fields: Iterable[str] | None = None,
    **signal: Any,
) -> None:
    if issubclass(sender, Page) and not raw and not quiet(update_fields):
        _index(_sisters(instance))


def _deleted(sender: type, instance: Any, **signal: Any) -> None:
    # Each of a page's tables says that the page is gone; the last one is Wagtail's own.
    if sender is Page:
        remove(kind=KIND, ids=[instance.pk])
        _index(_sisters(instance))


def _published(instance: Page, **signal: Any) -> None:
    _index(_sisters(instance))


def _moved(instance: Page, **signal: Any) -> None:
    _index(Page.objects.filter(below([instance.path])))


def _restricted(instance: PageViewRestriction, raw: bool = False, **signal: Any) -> None:
    if not raw:
        _index(Page.objects.filter(below([instance.page.path])))


def _explained(raw: bool = False, **signal: Any) -> None:
    """The glossary's page is found by the words it explains."""
    if not raw:
        _index(Page.objects.type(GlossaryPage))


def _about_to_limit(instance: SectionVisibility, raw: bool = False, **signal: Any) -> None:
    """A limit may leave one page for another."""
    known = SectionVisibility.objects.filter(pk=instance.pk).exclude(page=instance.page_id)
    instance.left = [] if raw else [section.page for section in known.select_related("page")]


def _limited(instance: SectionVisibility, raw: bool = False, **signal: Any) -> None:
    if raw:
        return
    pages = [instance.page, *getattr(instance, "left", ())]
    keys = [page.translation_key for page in pages]
    branches = Page.objects.filter(translation_key__in=keys)
    _index(Page.objects.filter(below(list(branches.values_list("path", flat=True)))))
