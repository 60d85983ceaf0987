"""Questions about news: what there is, of when, and about what. Only what a reader may read."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page as ListPage
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag
from wagtail.models import Page

from core.access.sections import visible_pages
from core.models import PriorityArea, User
from core.pages.area_parts import AreaLink, AreaPart, area_parts
from core.words.dates import long_date
from core.words.language import current
from home.news.models import NewsIndexPage, NewsPage

NEIGHBOURS = 2
ON_AREA = 5
LATEST = 3


@dataclass(frozen=True)
class NewsLine:
    page: NewsPage
    areas: list[PriorityArea]


@dataclass(frozen=True)
class Month:
    first: date
    count: int


@dataclass(frozen=True)
class Year:
    year: int
    count: int
    months: list[Month]

    def has(self, month: int | None) -> bool:
        """Whether there is news of the month; without one, yes."""
        return month is None or any(m.first.month == month for m in self.months)


def readable(user: User | AnonymousUser, language: str) -> QuerySet:
    """The news in a language that `user` may read, newest first."""
    among = NewsPage.objects.filter(locale__language_code=language)
    return visible_pages(user, among=among).order_by("-published_on", "-pk")


@dataclass(frozen=True)
class Latest:
    """The newest news in the reader's language, and the way to all of it."""

    lines: Sequence[NewsLine]
    url: str


def latest(user: User | AnonymousUser) -> Latest:
    """What components/latest_news.html shows on the start page."""
    found = lines(readable(user, current())[:LATEST])
    index = visible_pages(
        user, among=NewsIndexPage.objects.filter(locale__language_code=current())
    ).first()
    return Latest(found, (index.url or "") if index else "")


def below(index: Page, user: User | AnonymousUser) -> QuerySet:
    """The news below a list that `user` may read, newest first."""
    among = NewsPage.objects.child_of(index)
    return visible_pages(user, among=among).order_by("-published_on", "-pk")


def narrowed(
    news: QuerySet,
    *,
    year: int | None = None,
    month: int | None = None,
    area: str = "",
    tag: str = "",
) -> QuerySet:
    """Of a year or month, an area and a tag (slugs)."""
    if year:
        news = news.filter(published_on__year=year)
    if month:
        news = news.filter(published_on__month=month)
    if area:
        news = news.filter(areas__slug=area).distinct()
    if tag:
        news = news.filter(tagged_items__tag__slug=tag).distinct()
    return news


def lines(news: Iterable[NewsPage]) -> list[NewsLine]:
    """Each with its areas: one more query, however many there are."""
    pages = list(news)
    links = NewsPage.areas.through.objects.filter(newspage__in=[page.pk for page in pages])
    about: dict[int, list[PriorityArea]] = {}
    for link in links.select_related("priorityarea").order_by("priorityarea__order"):
        about.setdefault(link.newspage_id, []).append(link.priorityarea)
    return [NewsLine(page, about.get(page.pk, [])) for page in pages]


def archive(news: QuerySet) -> list[Year]:
    """The years and months that have news, the latest first."""
    days = news.order_by().values_list("published_on", flat=True)
    months = Counter(day.replace(day=1) for day in days)
    years: dict[int, list[Month]] = {}
    for first in sorted(months, reverse=True):
        years.setdefault(first.year, []).append(Month(first, months[first]))
    return [Year(year, sum(m.count for m in found), found) for year, found in years.items()]


def choices(news: QuerySet, *, area: str, tag: str) -> dict[str, Any]:
    """The areas and tags that there is news about, and those that are chosen."""
    pks = news.order_by().values("pk")
    areas = list(PriorityArea.objects.filter(news__in=pks).distinct())
    tags = list(
        Tag.objects.filter(home_newstag_items__content_object__in=pks).distinct().order_by("name")
    )
    return {
        "areas": areas,
        "tags": tags,
        "area": next((a for a in areas if a.slug == area), None),
        "tag": next((t for t in tags if t.slug == tag), None),
        "narrowed": bool(area or tag),
        "query": _query(area=area, tag=tag),
    }


def pagination(page: ListPage, *, area: str, tag: str) -> dict[str, Any]:
    """What components/pagination.html shows."""
    number, total = page.number, page.paginator.num_pages

    def url(other: int) -> str:
        return _query(area=area, tag=tag, page=str(other) if other > 1 else "") or "."

    near = range(max(1, number - NEIGHBOURS), min(total, number + NEIGHBOURS) + 1)
    shown = sorted({1, total, *near})
    numbers: list[dict[str, Any]] = []
    for place, other in enumerate(shown):
        if place and other - shown[place - 1] > 1:
            numbers.append({"gap": True})
        numbers.append({"number": other, "url": url(other), "current": other == number})
    return {
        "number": number,
        "total": total,
        "previous_url": url(number - 1) if page.has_previous() else None,
        "next_url": url(number + 1) if page.has_next() else None,
        "numbers": numbers,
    }


def _query(**parameters: str) -> str:
    written = urlencode({name: value for name, value in parameters.items() if value})
    return f"?{written}" if written else ""


def of_area(area: PriorityArea, user: User | AnonymousUser, at: datetime) -> list[AreaLink]:
    """The latest news of the area, in the reader's language."""
    found = readable(user, current()).filter(areas=area)[:ON_AREA]
    return [AreaLink(page.title, page.url, long_date(page.published_on)) for page in found]


def register() -> None:
    """Make news known to the pages of the priority areas."""
    area_parts.register("news", AreaPart(_("News"), of_area))
