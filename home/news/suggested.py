"""Drafts of news that others put forward: an editor goes through them before anybody reads them."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import nh3
from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from core.access.sections import visible_pages
from core.models import PriorityArea, User
from core.words.dates import local
from core.words.plain_text import plain_text
from home.news.models import NewsIndexPage, NewsPage

DEEPER = re.compile(r"(</?)h[456]>")
QUOTED = re.compile(r"<blockquote>(.*?)</blockquote>", re.DOTALL)
# What the editor of a page's text has buttons for.
_cleaner = nh3.Cleaner(
    tags=set("a br em h2 h3 li ol p strong ul".split()),
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


def takes(language: str) -> bool:
    """Whether there is a list of news in the language, that everybody reads."""
    return _index(language) is not None


def _index(language: str) -> NewsIndexPage | None:
    """The first that a stranger may open."""
    lists = NewsIndexPage.objects.filter(locale__language_code=language)
    return visible_pages(AnonymousUser(), among=lists).order_by("path").first()


def draft(
    *, title: str, html: str, language: str, areas: Iterable[PriorityArea], at: datetime
) -> Page:
    """A page below the list of news that is not published, and neither its author nor its owner.

    `html` is clean. Raises LookupError where there is no list.
    """
    index = _index(language)
    if index is None:
        raise LookupError(f"There is no list of news in {language!r}.")
    page = NewsPage(
        title=title,
        published_on=local(at).date(),
        body=list(_blocks(html)),
        locale=index.locale,
        owner=None,
        live=False,
        has_unpublished_changes=True,
    )
    page.areas = list(areas)
    index.add_child(instance=page)
    page.save_revision()
    return page


def _blocks(html: str) -> Iterator[tuple[str, Any]]:
    """Blocks of a page, quotations among them."""
    for number, part in enumerate(QUOTED.split(DEEPER.sub(r"\1h3>", html))):
        if number % 2:
            yield "quote", {"text": plain_text(part).strip(), "source": ""}
        elif text := _cleaner.clean(part.replace("<pre>", "<p>").replace("</pre>", "</p>")).strip():
            yield "text", text


def editors(page: Page) -> list[User]:
    """Who may publish it; administrators where nobody else may."""
    policy = PagePermissionPolicy()
    may = policy.users_with_permission_for_instance("publish", page).filter(is_active=True)
    chosen = may.filter(is_superuser=False) if may.filter(is_superuser=False).exists() else may
    return list(chosen.order_by("pk"))
