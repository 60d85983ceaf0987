"""How the one search sees a page of the editorial site."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from wagtail.models import Page, get_page_models
from wagtail.query import PageQuerySet

from core.access.sections import page_readers, visible_pages
from core.pages.models import SitePage
from core.search.kinds import ANY, Document, Group, Kind, kinds, standing

KIND = "page"


def document(page: Page) -> Document:
    """What the index keeps of a page; a translated one is for the readers of its language."""
    try:
        found = page.specific
    except ObjectDoesNotExist:
        found = page  # it is being deleted, its own table first
    language = found.locale.language_code[:2]
    translated = rows().filter(translation_key=found.translation_key).exclude(pk=found.pk)
    return Document(
        object_id=found.pk,
        language=language if language == "en" else "sv",
        title=found.title,
        keywords=" · ".join(getattr(found, "search_keywords", ())),
        text=getattr(found, "search_text", ""),
        readers=page_readers(found),
        facets=standing(group_of(found).key, language if translated.exists() else ANY),
        published_at=found.last_published_at or found.first_published_at,
    )


def group_of(page: Page | type[Page]) -> Group:
    """The group in which a page is listed."""
    group: Group = getattr(page, "search_group", SitePage.search_group)
    return group


def groups() -> list[Group]:
    """The groups of every type of page there is."""
    return list(dict.fromkeys(group_of(model) for model in get_page_models()))


def rows() -> PageQuerySet:
    """The pages that are searched: those of ours.

    An alias says what its original says, which is found.
    """
    ours = Page.objects.exclude(content_type__app_label="wagtailcore")
    return ours.live().filter(depth__gt=1, alias_of=None)


def load(ids: Iterable[int], user: Any) -> Mapping[int, Page]:
    """The pages, as what they are, that `user` may read."""
    wanted = Page.objects.filter(pk__in=list(ids))
    return {page.pk: page for page in visible_pages(user, among=wanted).specific(defer=False)}


def register() -> None:
    """Make pages known to the one search."""
    kinds.register(KIND, Kind(rows, document, load, groups=groups))
