"""The pages of which there is one each, for links from every page."""

from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest
from wagtail.models import Site

from core.access.sections import visible_pages
from core.pages.roots import root_page
from core.web import content_version
from core.words.language import current
from home.models import GlossaryPage, PartnerProfilePage
from network.models import CooperationPage, HowWeWorkPage

MODELS = {
    "how": HowWeWorkPage,
    "partner": PartnerProfilePage,
    "cooperation": CooperationPage,
    "glossary": GlossaryPage,
}


@dataclass(frozen=True)
class UniquePage:
    title: str
    url: str


def unique_pages(request: HttpRequest) -> dict[str, UniquePage]:
    """By kind, those that the reader may see in the reader's language.

    A stranger's are kept until a page changes: they cost no query. Others' are read once a request.
    """
    if request.user.is_authenticated:
        memo = vars(request)
        if "_unique_pages" not in memo:
            memo["_unique_pages"] = _read(request)
        own: dict[str, UniquePage] = memo["_unique_pages"]
        return own
    key = f"unique_pages:{current()}:{content_version.current()}"
    kept: dict[str, UniquePage] | None = cache.get(key)
    if kept is None:
        kept = _read(request)
        cache.set(key, kept)
    return kept


def _read(request: HttpRequest) -> dict[str, UniquePage]:
    root = root_page(Site.find_for_request(request), current())
    if root is None:
        return {}
    below = root.get_descendants().type(tuple(MODELS.values())).order_by("path")
    pages: dict[str, UniquePage] = {}
    for page in visible_pages(request.user, among=below).specific():
        kind = next(name for name, model in MODELS.items() if isinstance(page, model))
        pages.setdefault(kind, UniquePage(page.title, page.get_url(request)))
    return pages
