"""News below a list of news, in either language."""

from datetime import date

from taggit.models import Tag

from home.models import NewsIndexPage, NewsPage, NewsTag
from tests.factories.calls import area
from tests.factories.core import site_tree


def news_index(language: str = "sv") -> NewsIndexPage:
    """The list of news of a language; the two are each other's translation."""
    found = NewsIndexPage.objects.filter(locale__language_code=language).first()
    if found:
        return found
    start = site_tree()
    if language == "sv":
        index = NewsIndexPage(
            title="Nyheter", slug="nyheter", show_in_menus=True, locale=start.locale
        )
        return start.add_child(instance=index)
    twin = start.get_translations().get(locale__language_code="en")
    key = news_index().translation_key
    index = NewsIndexPage(
        title="News", slug="news", show_in_menus=True, locale=twin.locale, translation_key=key
    )
    return twin.add_child(instance=index)


def news(
    title: str,
    day: date,
    *,
    areas: tuple[str, ...] = (),
    tags: tuple[str, ...] = (),
    language: str = "sv",
    **fields: object,
) -> NewsPage:
    """One piece of news, live unless said otherwise."""
    index = NewsIndexPage.objects.get(pk=news_index(language).pk)
    page = NewsPage(title=title, published_on=day, locale=index.locale, **fields)
    page.areas = [area(slug) for slug in areas]
    page.tagged_items = [NewsTag(tag=Tag.objects.get_or_create(name=name)[0]) for name in tags]
    return index.add_child(instance=page)
