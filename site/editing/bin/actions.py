"""Deleting pages into the bin, bringing them back, and emptying it."""

import logging
import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.coreutils import find_available_slug
from wagtail.models import Page, Revision, WorkflowState

from core.access.sections import keep_closed, page_visibility
from core.access.visibility import Visibility
from core.models import AuditEvent, SectionVisibility, User
from core.search.index import together
from editing.bin.tree import parent_for, the_bin, topmost
from editing.models import BinnedPage

log = logging.getLogger(__name__)


@together()
def delete_pages(*, pages: Iterable[Page], by: User | None, at: datetime) -> list[BinnedPage]:
    """Move the pages, each with those below it, to the bin as drafts; they come back together."""
    batch = uuid.uuid4()
    return [_delete(page, batch, by, at) for page in topmost(pages)]


def _delete(page: Page, batch: uuid.UUID, by: User | None, at: datetime) -> BinnedPage:
    parts = page.get_url_parts()
    entry = BinnedPage.objects.create(
        page_id=page.pk,
        together=batch,
        parent=page.get_parent(),
        slug=page.slug,
        address=parts[2] if parts else "",
        readers=page_visibility(page),
        was_live=page.live,
        below=page.get_descendant_count(),
        deleted_at=at,
        deleted_by=by,
    )
    _take_down(page, by)
    # Not with save(), which would make a redirect to where the page no longer is.
    Page.objects.filter(pk=page.pk).update(slug=f"bin-{page.pk}")
    _move(page.pk, the_bin(), by)
    AuditEvent.objects.write("editing.delete_page", record=page, by=by, at=at)
    return entry


def _take_down(page: Page, by: User | None) -> None:
    """Unpublish it and those below it, and cancel what is scheduled or under review."""
    pages = Page.objects.descendant_of(page, inclusive=True)
    for live in pages.live().specific():
        UnpublishPageAction(live, user=by).execute(skip_permission_checks=True)
    keys = [str(pk) for pk in pages.values_list("pk", flat=True)]
    Revision.page_revisions.filter(object_id__in=keys).update(approved_go_live_at=None)
    reviews = WorkflowState.objects.active().filter(
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
        object_id__in=keys,
    )
    for review in reviews:
        review.cancel(user=by)


def _move(key: int, parent: Page, by: User | None) -> None:
    """Whoever asks for it has been asked for their rights: nobody else may move pages in a bin."""
    action = MovePageAction(Page.objects.get(pk=key), parent, pos="last-child", user=by)
    action.execute(skip_permission_checks=True)


@together()
def restore_pages(*, entries: Sequence[BinnedPage], by: User | None, at: datetime) -> list[Page]:
    """Move the pages back to where they stood, as drafts, at the address they had if it is free.

    One whose parent is gone comes below the start page of its language. Raises NotRestored.
    """
    return [_restore(entry, by, at) for entry in entries]


def _restore(entry: BinnedPage, by: User | None, at: datetime) -> Page:
    page = entry.page
    _take_down(page, by)  # should anything have published it in the bin
    # Read anew: the number of its children is a field, and one may just have come back.
    parent = Page.objects.get(pk=parent_for(entry).pk)
    own = SectionVisibility.objects.filter(page=page).values_list("visibility", flat=True).first()
    slug = find_available_slug(parent, entry.slug)
    Page.objects.filter(pk=page.pk).update(slug=slug)
    _move(page.pk, parent, by)
    page = Page.objects.get(pk=page.pk)
    _readers_as_before(page, own, Visibility(entry.readers))
    if slug != entry.slug:
        _take_over(page, slug, by)
    entry.delete()
    AuditEvent.objects.write("editing.restore_page", record=page, by=by, at=at)
    return page


def _readers_as_before(page: Page, own: str | None, before: Visibility) -> None:
    """Leaving the bin, a closed section, gave the page a limit that is not its own."""
    if own is None:
        for limit in SectionVisibility.objects.filter(page=page):
            limit.delete()
    else:
        SectionVisibility.objects.update_or_create(page=page, defaults={"visibility": own})
    keep_closed(page, before=before, now=page_visibility(page))


def _take_over(page: Page, slug: str, by: User | None) -> None:
    """The latest draft says the slug too, and would be refused with one that is taken."""
    if page.latest_revision_id:
        draft = page.get_latest_revision_as_object()
        draft.slug = slug
        draft.save_revision(user=by, log_action=True)


@transaction.atomic
def purge_pages(*, entries: Iterable[BinnedPage], by: User | None, at: datetime) -> None:
    """Delete the pages for good."""
    for entry in entries:
        page = entry.page.specific
        AuditEvent.objects.write("editing.purge_page", record=page, by=by, at=at)
        # As with moving: the bin is closed to most of those who may empty it.
        DeletePageAction(page, user=by).execute(skip_permission_checks=True)


def empty_bin(*, at: datetime) -> int:
    """Delete for good what has been in the bin for BIN_DAYS; returns how many pages that were."""
    due = BinnedPage.objects.filter(deleted_at__lte=at - timedelta(days=settings.BIN_DAYS))
    deleted = 0
    for entry in due.select_related("page").order_by("pk"):
        try:
            with transaction.atomic():
                purge_pages(entries=[entry], by=None, at=at)
        except ProtectedError as error:
            log.warning("page %s stays in the bin: %s", entry.page_id, error)
            continue
        deleted += 1
    return deleted
