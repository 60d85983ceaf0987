"""Questions about news: the latest, by date, by area and by tag, as a reader may read them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext
from taggit.models import Tag
from wagtail.models import Page

from core.access.sections import visible_pages
from core.models import PriorityArea, User
from core.pages.area_parts import AreaLink
from core.web.facets import Address, Choice, Facet, Mark
from core.words.dates import long_date
from core.words.language import LocalizedText, current
from home.news.models import NewsIndexPage, NewsPage

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
    """What news/latest.html shows on the start page."""
    newest = lines(readable(user, current())[:LATEST])
    index = visible_pages(
        user, among=NewsIndexPage.objects.filter(locale__language_code=current())
    ).first()
    return Latest(newest, (index.url or "") if index else "")


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
