"""News to look around in, made up and marked so, about whatever areas the municipality has."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from taggit.models import Tag
from wagtail.models import Page

from core.models import PriorityArea
from core.words.dates import local
from home.loading.merge import Merge
from home.loading.profiles import toml
from home.loading.site.tree import add
from home.loading.tables import Facts
from home.loading.texts import FOLDER
from home.models import NewsIndexPage, NewsPage, NewsTag


def store(*, at: datetime) -> None:
    """The news of demo_news.toml, dated back from `at`; what was loaded before stays as it is."""
    index = NewsIndexPage.objects.filter(locale__language_code="sv", binned=None).first()
    if index is None:
        return
    merge = Merge("demo news")
    for table in toml(FOLDER / "demo_news.toml")["news"]:

        def make(table: Facts = table) -> Page:
            return _page(index, table, at)

        merge.page(table["key"], make)
    merge.remember()


def _page(index: NewsIndexPage, table: Facts, at: datetime) -> Page:
    texts = {
        code: {"title": words["title"], "slug": words["slug"], "lead": words["lead"]}
        | {"body": [{"type": "text", "value": words["text"], "id": _id(table["key"])}]}
        for code, words in table.items()
        if code in ("sv", "en")
    }
    names = table.get("tags", ())
    return add(
        index,
        NewsPage,
        swedish=texts["sv"],
        english=texts.get("en"),
        published_on=local(at).date() - timedelta(days=table["days_ago"]),
        areas=_about(table.get("words", ())),
        tagged_items=[NewsTag(tag=Tag.objects.get_or_create(name=name)[0]) for name in names],
        is_demo=True,
    )


def _about(words: list[str]) -> list[PriorityArea]:
    """The areas that one of these words points to."""
    areas = PriorityArea.objects.classifying().filter(words__word__in=words, words__language="sv")
    return list(areas.distinct())


def _id(key: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"demo news/{key}"))
