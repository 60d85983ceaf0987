"""How the one search sees a page of the editorial site."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageViewRestriction, get_page_models
from wagtail.query import PageQuerySet

from core.access.sections import below, page_readers, steps, visible_pages
from core.models import SectionVisibility
from core.pages.models import SitePage
from core.pages.notes import noted
from core.search.kinds import (
    ANY,
    Dependency,
    Document,
    Group,
    SearchKind,
    Suggested,
    Texts,
    joined,
    listing_facets,
)
from core.search.lines import Line, Reading, Step, lead
from core.search.results import Result
from core.words.language import LocalizedText

KIND = "page"


def group_of(page: Page | type[Page]) -> Group:
    """The group in which a page is listed."""
    group: Group = getattr(page, "search_group", SitePage.search_group)
    return group


def sisters(page: Page) -> set[int]:
    """The page and its translations: what one of them is decides for whom the others are."""
    pages = Page.objects.filter(translation_key=page.translation_key)
    return {page.pk, *pages.values_list("pk", flat=True)}


def inside(paths: Iterable[str]) -> Iterable[int]:
    """The pages in these parts of the tree."""
    return Page.objects.filter(below(list(paths))).values_list("pk", flat=True)


def under_section(section: SectionVisibility) -> Iterable[int]:
    """The pages that a limit applies to, and those it applied to until it was moved to them."""
    pages = [section.page, *section.pages_left]
    keys = [page.translation_key for page in pages]
    branches = Page.objects.filter(translation_key__in=keys)
    return inside(branches.values_list("path", flat=True))


class PageKind(SearchKind[Page]):
    """The pages of ours. An alias says what its original says, and the original is indexed."""

    model = Page
    suggested = Suggested(_("page"), rank=20)
    linkable = True
    dependencies = (
        Dependency(SectionVisibility, under_section),
        Dependency(PageViewRestriction, lambda limit: inside([limit.page.path])),
    )

    def ids(self, record: Page) -> Iterable[int]:
        """A page with its translations."""
        return sisters(record)

    def queryset(self) -> PageQuerySet:
        """The live ones of our own types."""
        ours = Page.objects.exclude(content_type__app_label="wagtailcore")
        return ours.live().filter(depth__gt=1, alias_of=None)

    def document(self, record: Page) -> Document:
        """What its type says of it. A translated one is for the readers of its language.

        They find it by the words of its translation, too.
        """
        page = _as_its_type(record)
        language = page.locale.language_code[:2]
        translated = self.queryset().filter(translation_key=page.translation_key)
        translation = translated.exclude(pk=page.pk).first()
        return Document(
            object_id=page.pk,
            language=language if language == "en" else "sv",
            **vars(_texts(page)),
            readers=page_readers(page),
            other=_texts(_as_its_type(translation)) if translation else Texts(),
            facets=listing_facets(group_of(page), language if translation else ANY),
            published_at=page.last_published_at or page.first_published_at,
        )

    def load(self, ids: Iterable[int], user: Any) -> Mapping[int, Page]:
        """The pages, each as its own type, that `user` may read."""
        wanted = Page.objects.filter(pk__in=list(ids))
        return {page.pk: page for page in visible_pages(user, among=wanted).specific(defer=False)}

    def line(self, result: Result, reading: Reading) -> Line:
        """With its ancestors and what must be said of it."""
        page = result.record
        ancestors, notes = reading.once(_ancestors), reading.once(_notes)
        trail = (ancestors.get(page.path[:end]) for end in list(steps(page.path))[2:-1])
        return Line(
            result,
            title=LocalizedText(page.title, result.language),
            url=page.get_url() or "",
            where=[Step(step.title, step.get_url()) for step in trail if step],
            note=notes.get(page.pk, ""),
            lead=lead(getattr(page, "lead", "")),
        )

    def groups(self) -> Iterable[Group]:
        """The groups of every type of page there is."""
        return dict.fromkeys(group_of(model) for model in get_page_models())


PAGES = PageKind()


def _as_its_type(page: Page) -> Page:
    try:
        return page.specific
    except ObjectDoesNotExist:
        return page  # it is being deleted, its own table first


def _texts(page: Page) -> Texts:
    return Texts(
        title=page.title,
        keywords=joined(getattr(page, "search_keywords", ())),
        text=getattr(page, "search_text", ""),
    )


def _pages(reading: Reading) -> list[Page]:
    return [result.record for result in reading.results if result.kind == KIND]


def _ancestors(reading: Reading) -> Mapping[str, Page]:
    """The pages on the way to those of the list, as far as the reader may see them, by path."""
    paths = {page.path[:end] for page in _pages(reading) for end in list(steps(page.path))[2:-1]}
    if not paths:
        return {}
    among = Page.objects.filter(path__in=paths)
    return {page.path: page for page in visible_pages(reading.user, among=among)}


def _notes(reading: Reading) -> Mapping[int, str]:
    """What must be said of the pages of the list, by primary key."""
    return {page.pk: note for page, note in noted(_pages(reading), reading.at)}
