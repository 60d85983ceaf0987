"""The links of a block as the reader may follow them, each with what must be said of its page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from wagtail.models import Locale, Page

from core.access.sections import visible_pages
from core.models import User
from core.pages.notes import noted
from core.words.language import current


@dataclass(frozen=True)
class BlockLink:
    """`language` only where the page is not in the reader's."""

    text: str
    url: str
    note: str = ""
    language: str = ""


def block_links(
    links: Iterable[Mapping[str, Any]], user: User | AnonymousUser, *, at: datetime
) -> list[BlockLink]:
    """A page that the reader may not read has no link; one that is translated is theirs to read.

    The number of queries does not depend on how many links there are.
    """
    chosen = list(links)
    keys = {link["page"].translation_key for link in chosen if link.get("page")}
    codes = dict(Locale.objects.values_list("pk", "language_code")) if keys else {}
    pages = _readable(keys, user, codes)
    notes = {
        page.translation_key: (page, note, codes[page.locale_id]) for page, note in noted(pages, at)
    }
    lines = []
    for link in chosen:
        if not link.get("page"):
            lines.append(BlockLink(link["text"], link.get("url") or ""))
        elif link["page"].translation_key in notes:
            lines.append(_to_page(link["text"], *notes[link["page"].translation_key]))
    return [line for line in lines if line.url]


def _readable(keys: set[UUID], user: User | AnonymousUser, codes: Mapping[int, str]) -> list[Page]:
    """One page for each translation key: in the reader's language, else in the other."""
    if not keys:
        return []
    among = Page.objects.filter(translation_key__in=keys, alias_of=None)
    pages: dict[UUID, Page] = {}
    for page in visible_pages(user, among=among).specific(defer=False):
        if codes[page.locale_id] == current() or page.translation_key not in pages:
            pages[page.translation_key] = page
    return list(pages.values())


def _to_page(text: str, page: Page, note: str, language: str) -> BlockLink:
    return BlockLink(text, page.url or "", note, "" if language == current() else language)
