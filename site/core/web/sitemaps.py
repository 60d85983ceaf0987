"""`/sitemap.xml`: everything a stranger may read, in both languages, in parts of a bounded size.

Each app registers what it has. A part lists things that exist in some languages; every address
names the same thing in the others.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.db import models
from django.db.models import Max
from wagtail.models import ModelLogEntry, Page

from core.access.sections import visible_pages
from core.registry import Registry
from core.words.language import LANGUAGES, current

sitemaps: Registry[type[Sitemap]] = Registry("part of the sitemap")


class LanguagesSitemap(Sitemap):
    """A part whose items exist in several languages."""

    i18n = True
    alternates = True
    limit = 2_000  # addresses in a file; the protocol allows 50,000


@dataclass(frozen=True)
class Family:
    """A page and its translations: the path by language, and when one was last published."""

    paths: Mapping[str, str]
    published: datetime | None


class FamilySitemap(LanguagesSitemap):
    """A part whose items have their addresses."""

    def get_languages_for_item(self, item: Family) -> list[str]:
        return list(item.paths)

    def location(self, item: Family) -> str:
        return item.paths[current()]

    def lastmod(self, item: Family) -> datetime | None:
        return item.published


class PageSitemap(FamilySitemap):
    """The pages of the site."""

    def items(self) -> Sequence[Family]:
        """Asked for as a stranger, whoever asks."""
        pages = visible_pages(AnonymousUser()).filter(depth__gt=1, alias_of=None)
        families: dict[object, list[Page]] = {}
        for page in pages.select_related("locale").order_by("path"):
            if page.get_url_parts() and page.locale.language_code in LANGUAGES:
                families.setdefault(page.translation_key, []).append(page)
        return [family(pages) for pages in families.values()]


def family(pages: Sequence[Page]) -> Family:
    """A page and its translations."""
    paths = {page.locale.language_code: page.get_url_parts()[2] for page in pages}
    return Family(paths, latest(page.last_published_at for page in pages))


def latest(days: Iterable[datetime | None]) -> datetime | None:
    """The last of those that are set."""
    return max((day for day in days if day), default=None)


def last_edits(model: type[models.Model]) -> dict[int, datetime]:
    """When an editor last changed each record of a kind, by its key; one query."""
    edits = ModelLogEntry.objects.get_for_model(model).order_by().values("object_id")
    rows = edits.annotate(last=Max("timestamp")).values_list("object_id", "last")
    return {int(key): last for key, last in rows}
