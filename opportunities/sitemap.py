"""The calls and the programmes, for machines that read the whole site."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Max
from django.urls import reverse

from core.web.sitemaps import LanguagesSitemap, last_edits, latest
from opportunities.models import Call, Programme


@dataclass(frozen=True)
class SitemapItem:
    """By its reference or slug; without one, the list of them all."""

    name: str
    changed: datetime | None


class CallSitemap(LanguagesSitemap):
    """Every call that a stranger may read, by its reference; and the list of calls itself."""

    def items(self) -> Sequence[SitemapItem]:
        calls = Call.objects.visible_to(AnonymousUser()).order_by("pk")
        pages = [SitemapItem(*row) for row in calls.values_list("reference", "changed_at")]
        return [SitemapItem("", latest(page.changed for page in pages)), *pages]

    def location(self, item: SitemapItem) -> str:
        return reverse("call", args=[item.name]) if item.name else reverse("call_list")

    def lastmod(self, item: SitemapItem) -> datetime | None:
        return item.changed


class ProgrammeSitemap(LanguagesSitemap):
    """The guides to the programmes, which change with their calls, and the list of them."""

    def items(self) -> Sequence[SitemapItem]:
        calls = Call.objects.visible_to(AnonymousUser()).order_by().values("programme")
        of_calls = dict(calls.annotate(last=Max("changed_at")).values_list("programme", "last"))
        edits = last_edits(Programme)
        pages = [
            SitemapItem(slug, latest([of_calls.get(pk), edits.get(pk)]))
            for pk, slug in Programme.objects.order_by("pk").values_list("pk", "slug")
        ]
        return [SitemapItem("", latest(page.changed for page in pages)), *pages]

    def location(self, item: SitemapItem) -> str:
        return reverse("programme", args=[item.name]) if item.name else reverse("programmes")

    def lastmod(self, item: SitemapItem) -> datetime | None:
        return item.changed
