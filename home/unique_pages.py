"""Where the pages of which there is one each are, for links from every page."""

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

KINDS = {
    "how": HowWeWorkPage,
    "partner": PartnerProfilePage,
    "cooperation": CooperationPage,
    "glossary": GlossaryPage,
}


@dataclass(frozen=True)
class Place:
    title: str
    url: str


def places(request: HttpRequest) -> dict[str, Place]:
    """By kind, those that the reader may see in the reader's language.

    A stranger's are kept until a page changes: they cost no query. Others' are read once a request.
    """
    if request.user.is_authenticated:
        if not hasattr(request, "_places"):
            request._places = _read(request)
        found: dict[str, Place] = request._places
        return found
    key = f"places:{current()}:{content_version.current()}"
    kept: dict[str, Place] | None = cache.get(key)
    if kept is None:
        kept = _read(request)
        cache.set(key, kept)
    return kept


def _read(request: HttpRequest) -> dict[str, Place]:
    root = root_page(Site.find_for_request(request), current())
    if root is None:
        return {}
    below = root.get_descendants().type(tuple(KINDS.values())).order_by("path")
    found: dict[str, Place] = {}
    for page in visible_pages(request.user, among=below).specific():
        kind = next(name for name, model in KINDS.items() if isinstance(page, model))
        found.setdefault(kind, Place(page.title, page.get_url(request)))
    return found
