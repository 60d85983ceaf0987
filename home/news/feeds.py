"""News as feeds, in both languages: all of it, and what is about one priority area.

A feed has what a stranger may read, whoever asks: readers of feeds keep copies.
"""

from datetime import date, datetime, time
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from core.models import PriorityArea
from core.pages.context import profile_for
from home.areas.views import find
from home.news.listing import NewsLine, lines, readable

ITEMS = 30
WORDS = {"sv": "nyheter", "en": "news"}  # in the address


class NewsFeed(Feed):
    """The latest news in one language."""

    language: str

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with override(self.language):
            return super().__call__(request, *args, **kwargs)

    def get_object(self, request: HttpRequest, slug: str = "") -> dict[str, Any]:
        profile = profile_for(request)
        area = find(profile, slug) if profile and slug else None
        if slug and area is None:
            raise Http404
        return {"profile": profile, "area": area, "request": request}

    def title(self, obj: dict[str, Any]) -> str:
        whose = obj["profile"].municipality if obj["profile"] else "Omvärld"
        about: PriorityArea | None = obj["area"]
        if about:
            return gettext("News about %(area)s – %(whose)s") % {"area": about.name, "whose": whose}
        return gettext("News – %(whose)s") % {"whose": whose}

    def link(self, obj: dict[str, Any]) -> str:
        if obj["area"]:
            return reverse("area", args=[obj["area"].slug])
        return f"/{self.language}/"

    def description(self, _obj: dict[str, Any]) -> str:
        return gettext("The municipality's news about the EU and its international work.")

    def items(self, obj: dict[str, Any]) -> list[tuple[NewsLine, HttpRequest]]:
        news = readable(AnonymousUser(), self.language)
        if obj["area"]:
            news = news.filter(areas=obj["area"])
        return [(line, obj["request"]) for line in lines(news[:ITEMS])]

    def item_title(self, item: tuple[NewsLine, HttpRequest]) -> str:
        page = item[0].page
        return f"{page.title} ({gettext('Demo')})" if page.is_demo else page.title

    def item_description(self, item: tuple[NewsLine, HttpRequest]) -> str:
        return item[0].page.lead

    def item_link(self, item: tuple[NewsLine, HttpRequest]) -> str:
        line, request = item
        return line.page.get_url(request) or "/"

    def item_pubdate(self, item: tuple[NewsLine, HttpRequest]) -> datetime:
        return _morning(item[0].page.published_on)

    def item_categories(self, item: tuple[NewsLine, HttpRequest]) -> list[str]:
        return [area.name for area in item[0].areas]


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(8)), timezone.get_default_timezone())
