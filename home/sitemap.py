"""What is read on the site besides pages, calls and programmes: areas, towns, forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Max
from django.urls import reverse

from core.access.sections import visible_pages
from core.models import MunicipalityProfile, PriorityArea
from core.web.sitemaps import Family, FamilySitemap, LanguagesSitemap, last_edits, latest
from home.models import NewsPage
from network.models import TwinTown, TwinTownsPage
from opportunities.models import Call

FORMS = ("report_fault", "visit")


@dataclass(frozen=True)
class Item:
    slug: str
    changed: datetime | None


class AreaSitemap(LanguagesSitemap):
    """The pages of the priority areas, which change with their calls and news; the overview."""

    def items(self) -> Sequence[Item]:
        calls = Call.objects.visible_to(AnonymousUser()).order_by().values("priorities")
        of_calls = dict(calls.annotate(last=Max("changed_at")).values_list("priorities", "last"))
        news = visible_pages(AnonymousUser(), among=NewsPage.objects.all()).order_by()
        dated = news.values("areas").annotate(last=Max("last_published_at"))
        of_news = dict(dated.values_list("areas", "last"))
        edits = last_edits(PriorityArea)
        days: dict[str, datetime | None] = {}
        for pk, slug in PriorityArea.objects.order_by("pk").values_list("pk", "slug"):
            changes = (source.get(pk) for source in (of_calls, of_news, edits))
            days[slug] = latest([days.get(slug), *changes])
        return [Item("", latest(days.values())), *(Item(*pair) for pair in days.items())]

    def location(self, item: Item) -> str:
        return reverse("area", args=[item.slug]) if item.slug else reverse("areas")

    def lastmod(self, item: Item) -> datetime | None:
        return item.changed


class TownSitemap(FamilySitemap):
    """The twin towns, each below the page of towns in every language."""

    def items(self) -> Sequence[Family]:
        pages = visible_pages(AnonymousUser(), among=TwinTownsPage.objects.filter(alias_of=None))
        bases = {
            page.locale.language_code: page.get_url_parts()[2]
            for page in pages.select_related("locale")
            if page.get_url_parts()
        }
        towns = TwinTown.objects.visible_to(AnonymousUser()).order_by("pk") if bases else []
        edits = last_edits(TwinTown)
        return [
            Family({code: f"{base}{town.key}/" for code, base in bases.items()}, edits.get(town.pk))
            for town in towns
        ]


class FormSitemap(LanguagesSitemap):
    """What anybody may send in."""

    def items(self) -> Sequence[str]:
        return FORMS if MunicipalityProfile.objects.exists() else ()

    def location(self, item: str) -> str:
        return reverse(item)
