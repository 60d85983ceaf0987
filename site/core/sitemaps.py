"""`/sitemap.xml`: everything a stranger may read, in both languages, in parts of a bounded size.

Each app registers what it has. A part lists things that exist in some languages; every address
names the same thing in the others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap, views
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core.language import LANGUAGES, current
from core.registry import Registry
from core.sections import visible_pages

sitemaps: Registry[type[Sitemap]] = Registry("part of the sitemap")


class LanguagesSitemap(Sitemap):
    """A part whose items are there in several languages."""

    i18n = True
    alternates = True
    limit = 2_000  # addresses in a file; the protocol allows 50,000


@dataclass(frozen=True)
class Family:
    """A page and its translations: the path by language, and when one was last published."""

    paths: Mapping[str, str]
    published: datetime | None


class PageSitemap(LanguagesSitemap):
    """The pages of the site."""

    def items(self) -> Sequence[Family]:
        """Asked for as a stranger, whoever asks."""
        pages = visible_pages(AnonymousUser()).filter(depth__gt=1, alias_of=None)
        families: dict[object, list[Page]] = {}
        for page in pages.select_related("locale").order_by("path"):
            if page.get_url_parts() and page.locale.language_code in LANGUAGES:
                families.setdefault(page.translation_key, []).append(page)
        return [family(pages) for pages in families.values()]

    def get_languages_for_item(self, item: Family) -> list[str]:
        return list(item.paths)

    def location(self, item: Family) -> str:
        return item.paths[current()]

    def lastmod(self, item: Family) -> datetime | None:
        return item.published


def family(pages: Sequence[Page]) -> Family:
    """A page and its translations."""
    days = [page.last_published_at for page in pages if page.last_published_at]
    paths = {page.locale.language_code: page.get_url_parts()[2] for page in pages}
    return Family(paths, max(days, default=None))


@login_not_required
@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The list of parts."""
    return views.index(request, dict(sitemaps), sitemap_url_name="sitemap_part")


@login_not_required
@require_safe
def sitemap_part(request: HttpRequest, section: str) -> HttpResponse:
    """One part, or the chunk of it that `?p=` says; 404 where there is none."""
    return views.sitemap(request, dict(sitemaps), section=section)


def register() -> None:
    """Called once, when the apps are ready."""
    sitemaps.register("pages", PageSitemap)
