"""A link in running text says what the page it leads to is, such as that it has expired."""

from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from wagtail.rich_text.pages import PageLinkHandler

from core.pages.notes import noted


class NotedPageLink(PageLinkHandler):
    """The note comes first in the link, so that it is read before the link is followed."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        """The opening tags, each with its note; one query more for all of them."""
        at = timezone.now()
        pages = [page.localized if page else None for page in cls.get_many(attrs_list)]
        pages = [page.specific if page else None for page in pages]
        notes = {page.pk: note for page, note in noted(filter(None, pages), at)}
        return [_opening(page, notes[page.pk] if page else "") for page in pages]


def _opening(page: Any, note: str) -> str:
    if page is None or not page.url:  # deleted
        return "<a>"
    mark = format_html('<span class="force-mark">{}</span> ', note) if note else ""
    return format_html('<a href="{}">', page.url) + mark
