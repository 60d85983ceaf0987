"""The canaries of pages. One for everybody leads to one for few, and shows every image."""

import json
from datetime import date
from typing import Any

from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from core.models import Image, SectionVisibility, User
from governing.models import GoverningDocumentPage
from home.models import StandardPage
from tests.factories import documents, news
from tests.factories.core import site_tree
from tests.leaks.marks import AREA, few, mark, title
from tests.leaks.records import Make
from tests.leaks.table import STORED, For


def limited(page: Page, kind: str, each: For) -> None:
    """The page's section is for these; an old address leads to it."""
    if each != For.PUBLIC:
        SectionVisibility.objects.create(page=page, visibility=STORED[each])
    Page.objects.filter(pk=page.pk).update(last_published_at=timezone.now())
    Redirect.objects.create(old_path=f"/gammal/{kind}/{each}", redirect_page=page)


def _page(each: For, author: User | None) -> None:
    """What is for everybody shows every image, and leads to what is for few."""
    body: list[dict[str, Any]] = []
    if each == For.PUBLIC:
        for image in Image.objects.all():
            told = {"image": image.pk, "alt_text": "En bild"}  # the page's own
            body.append({"type": "image", "value": {"image": told, "caption": ""}})
        closed = Page.objects.get(slug=few("page", each))
        links = [{"text": "Mer", "page": closed.pk}]
        body.append({"type": "links", "value": {"heading": "", "links": links}})
    fields = {"owner": author, "body": json.dumps(body)}
    _below(site_tree(), StandardPage, "page", each, **fields)


def _draft(each: For, author: User | None) -> None:
    page = _below(site_tree(), StandardPage, "draft", each, owner=author, live=False)
    page.save_revision()


def _governing(each: For, author: User | None) -> None:
    """What is for everybody replaces what is for few."""
    older = GoverningDocumentPage.objects.filter(
        slug__endswith=few("governing", each) or "?"
    ).first()
    rows = [{"replaced": older}] if older else []
    page = documents.document(title("governing", each), replaces=rows, owner=author)
    limited(page, "governing", each)


def _news(each: For, author: User | None) -> None:
    name = title("news", each)
    made = news.news(name, date(2026, 3, 2), areas=(AREA,), slug=mark("news", each), owner=author)
    limited(made, "news", each)


def _below(parent: Page, model: type[Page], kind: str, each: For, **fields: Any) -> Any:
    parent.refresh_from_db()
    names = {"title": title(kind, each), "slug": mark(kind, each), "locale": parent.locale}
    page = parent.add_child(instance=model(**names, **fields))
    limited(page, kind, each)
    return page


PAGES: dict[str, Make] = {
    "page": _page,
    "draft": _draft,
    "governing": _governing,
    "news": _news,
}
