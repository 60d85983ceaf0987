"""Which pages a person may read: a section's limit applies to everything below it.

Rights come from the tree, never from an address. The strictest section on the way from the root
decides. A section's limit applies to its translations too, and an alias is read by those who may
read what is above its original as well as what is above itself.
"""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from core.access.once import of_reader
from core.access.visibility import (
    Visibility,
    is_known,
    log_superuser,
    readers_of,
    reads_all,
    tokens_of,
)
from core.models import SectionVisibility, User

# The most open first; each is a part of the one before (SectionVisibility.Readers).
ORDER = (Visibility.PUBLIC, *(Visibility(value) for value in SectionVisibility.Readers.values))


def strictest(visibilities: Iterable[Visibility]) -> Visibility:
    """The one with the fewest readers; everybody where there is none."""
    return max(visibilities, key=ORDER.index, default=Visibility.PUBLIC)


def page_visibility(page: Page) -> Visibility:
    """Who may read `page`, as one class, after every section and restriction above it.

    Wagtail's own restrictions count as at least as strict as they are: a log-in is the staff's,
    and one for groups, which no class matches, the coordinators'.
    """
    pages = Page.objects.filter(pk__in=[pk for pk in (page.pk, page.alias_of_id) if pk])
    paths = [path[:end] for path in pages.values_list("path", flat=True) for end in steps(path)]
    keys = Page.objects.filter(path__in=paths).values("translation_key")
    sections = SectionVisibility.objects.filter(page__translation_key__in=keys)
    visibilities = [Visibility(value) for value in sections.values_list("visibility", flat=True)]
    restrictions = PageViewRestriction.objects.filter(page__path__in=paths)
    for kind in restrictions.values_list("restriction_type", flat=True):
        login = kind == PageViewRestriction.LOGIN
        visibilities.append(Visibility.STAFF if login else Visibility.COORDINATION)
    return strictest(visibilities)


def steps(path: str) -> range:
    """Where the paths of the ancestors of `path` end, its own last."""
    return range(Page.steplen, len(path) + 1, Page.steplen)


def page_readers(page: Page) -> frozenset[str]:
    """The tokens of those who may read `page`, for the index; never more than may see it."""
    return readers_of(page_visibility(page), author=page.owner_id)


@of_reader
def closed_paths(user: User | AnonymousUser) -> list[str]:
    """The roots of the parts of the tree that `user` may not read."""
    if reads_all(user):
        return []
    closed = SectionVisibility.objects.exclude(visibility__in=tokens_of(user))
    roots = Q(translation_key__in=closed.values("page__translation_key"))
    restrictions = PageViewRestriction.objects.all()
    if is_known(user):
        restrictions = restrictions.exclude(restriction_type=PageViewRestriction.LOGIN).exclude(
            restriction_type=PageViewRestriction.GROUPS, groups__in=user.groups.all()
        )
    roots |= Q(pk__in=restrictions.values("page"))
    return list(Page.objects.filter(roots).values_list("path", flat=True))


def below(paths: list[str]) -> Q:
    """Pages in these parts of the tree, and aliases of such pages."""
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(path__startswith=path) | Q(alias_of__path__startswith=path)
    return condition


def hidden_pages(user: User | AnonymousUser) -> Q:
    """Which pages `user` may not read, drafts among them."""
    hidden = below(closed_paths(user))
    return hidden & ~Q(owner=user.pk) if is_known(user) else hidden


def visible_pages(user: User | AnonymousUser, among: PageQuerySet | None = None) -> PageQuerySet:
    """The live pages, of those `among`, that `user` may read. Every list of pages starts here."""
    pages = (Page.objects.all() if among is None else among).live()
    return pages.exclude(hidden_pages(user))


def can_view_page(user: User | AnonymousUser, page: Page) -> bool:
    """Whether `user` may read `page`; what only a superuser's right opens is logged."""
    if reads_all(user):
        if page_visibility(page) != Visibility.PUBLIC and page.owner_id != user.pk:
            log_superuser(user, page)
        return True
    if is_known(user) and page.owner_id == user.pk:
        return True
    paths = closed_paths(user)
    return not paths or not Page.objects.filter(below(paths), pk=page.pk).exists()


def keep_closed(page: Page, *, before: Visibility, now: Visibility) -> None:
    """Give `page` a limit of its own where `now` is more open than it was `before`.

    Moving or copying out of a private section would otherwise open a page that nobody has
    decided to open.
    """
    if ORDER.index(now) < ORDER.index(before):
        SectionVisibility.objects.update_or_create(page=page, defaults={"visibility": before})
