"""Questions about news: the latest, by date, by area and by tag, as a reader may read them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast
from django.utils.translation import gettext
from taggit.models import Tag
from wagtail.models import Page

from core.access.sections import visible_pages
from core.models import PriorityArea, User
from core.pages.area_parts import AreaLink
from core.web import content_version
from core.web.facets import Address, Choice, Facet, Mark
from core.words.dates import long_date
from core.words.language import LocalizedText, current
from home.news.models import NewsPage
from opportunities.querysets import Joined

ON_AREA = 5
LATEST = 3

_links = NewsPage.areas.through.objects.filter(newspage=OuterRef("pk")).order_by()
_keys = Joined(Cast("priorityarea", CharField()))
AREA_KEYS = Subquery(_links.values("newspage").annotate(keys=_keys).values("keys"))


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


def latest(user: User | AnonymousUser) -> list[NewsLine]:
    """The newest news in the reader's language, for the start page."""
    return lines(readable(user, current())[:LATEST])


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


def lines(news: QuerySet) -> list[NewsLine]:
    """Each with its areas: they are few, and kept."""
    pages = list(news.annotate(area_keys=AREA_KEYS))
    areas = content_version.kept("areas", lambda: list(PriorityArea.objects.order_by("order")))
    about = {page.pk: (page.area_keys or "").split() for page in pages}
    return [NewsLine(p, [area for area in areas if str(area.pk) in about[p.pk]]) for p in pages]


def archive(news: QuerySet) -> list[Year]:
    """The years and months that have news, the latest first."""
    days = news.order_by().values_list("published_on", flat=True)
    months = Counter(day.replace(day=1) for day in days)
    years: dict[int, list[Month]] = {}
    for first in sorted(months, reverse=True):
        years.setdefault(first.year, []).append(Month(first, months[first]))
    return [Year(year, sum(m.count for m in of_year), of_year) for year, of_year in years.items()]


def facets(news: QuerySet, *, url: str, area: str, tag: str) -> dict[str, Facet]:
    """The areas and the tags that there is news about, each with the list of that news alone.

    `url` is the address of the list, `area` and `tag` the values that are chosen.
    """
    pks = news.order_by().values("pk")
    areas = PriorityArea.objects.filter(news__in=pks).distinct()
    tags = Tag.objects.filter(home_newstag_items__content_object__in=pks).distinct()
    every = Address(path=url)
    marked = [Choice(a.slug, a.name, Mark(a.slug, a.shape)) for a in areas]
    named = [Choice(x.slug, LocalizedText(x.name, current())) for x in tags.order_by("name")]
    return {
        "areas": Facet("area", gettext("By area"), marked).linked(every, [area]),
        "tags": Facet("tag", gettext("By tag"), named).linked(every, [tag]),
    }


def area_links(area: PriorityArea, user: User | AnonymousUser, _at: datetime) -> list[AreaLink]:
    """The latest news of the area, in the reader's language."""
    pages = readable(user, current()).filter(areas=area)[:ON_AREA]
    return [AreaLink(page.title, page.url, long_date(page.published_on)) for page in pages]
