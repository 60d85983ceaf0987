"""What follows when an editor has decided who shall read what was moved, copied or limited."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from wagtail.models import Page

from core.access.sections import keep_closed, page_visibility
from core.access.visibility import Visibility
from core.models import AuditEvent, SectionVisibility, User


@transaction.atomic
def open_page(*, page: Page, limit: str | None, by: User, at: datetime) -> None:
    """Let those who read its new place read a page that was moved.

    While it was moved it stayed closed (core.access.receivers); now it gets back the `limit` that
    it had of its own, or none.
    """
    if limit is None:
        for row in SectionVisibility.objects.filter(page=page):
            row.delete()
    else:
        SectionVisibility.objects.update_or_create(page=page, defaults={"visibility": limit})
    AuditEvent.objects.write("editing.open_page", record=page, by=by, at=at)


@transaction.atomic
def keep_readers(*, page: Page, readers: Visibility, by: User, at: datetime) -> None:
    """Leave a page to those who read it before, in a place that more people read."""
    keep_closed(page, before=readers, now=page_visibility(page))
    AuditEvent.objects.write("editing.keep_readers", record=page, by=by, at=at)


@transaction.atomic
def limit_copies(
    *,
    original: Page,
    copy: Page,
    readers: Mapping[int, Visibility],
    decided: str,
    by: User,
    at: datetime,
) -> None:
    """Give a copy, and the pages copied with it, at most these readers, by the originals' keys.

    `decided` is "open_page" or "keep_readers", or "" where there was nothing to decide.
    """
    for page in copy.get_descendants(inclusive=True).order_by("path"):
        rest = page.url_path.removeprefix(copy.url_path)
        source = Page.objects.filter(url_path=original.url_path + rest).first()
        if source and source.pk in readers:
            keep_closed(page, before=readers[source.pk], now=page_visibility(page))
    if decided:
        AuditEvent.objects.write(f"editing.{decided}", record=copy, by=by, at=at)


@transaction.atomic
def note_opening(*, pages: Iterable[Page], by: User, at: datetime) -> None:
    """Write down that somebody has opened these pages and what is below them."""
    for page in pages:
        AuditEvent.objects.write("editing.open_page", record=page, by=by, at=at)
