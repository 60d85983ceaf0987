"""The sections of the site, as the menu at the head of every page lists them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from core.access.sections import visible_pages
from core.models import User
from core.pages.roots import root_page
from core.web import content_version
from core.words.language import current


@dataclass(frozen=True)
class MenuEntry:
    """A page as a menu lists it."""

    title: str
    url: str


def entries(request: HttpRequest, user: User | AnonymousUser) -> list[MenuEntry]:
    """The pages right below the start page that are in menus and may be read by `user`.

    A stranger's is kept until a page changes: it costs no query.
    """
    return _kept("menu", _sections, request, user)


def foot_entries(request: HttpRequest, user: User | AnonymousUser) -> list[MenuEntry]:
    """The pages below the start page that are outside the menus, and those below them.

    About the site, its accessibility, personal data: what the foot of every page links to.
    """
    return _kept("foot", _outside_menus, request, user)


def _kept(
    name: str,
    choose: Callable[[Page], PageQuerySet],
    request: HttpRequest,
    user: User | AnonymousUser,
) -> list[MenuEntry]:
    if user.is_authenticated:
        return _read(choose, request, user)
    key = f"{name}:{current()}:{content_version.current()}"
    kept: list[MenuEntry] | None = cache.get(key)
    if kept is None:
        kept = _read(choose, request, user)
        cache.set(key, kept)
    return kept


def _sections(root: Page) -> PageQuerySet:
    return root.get_children().in_menu()


def _outside_menus(root: Page) -> PageQuerySet:
    tops = root.get_children().filter(show_in_menus=False)
    below = Q(pk__in=[])
    for path in tops.values_list("path", flat=True):
        below |= Q(path__startswith=path)
    return root.get_descendants().filter(below, depth__lte=root.depth + 2)


def _read(
    choose: Callable[[Page], PageQuerySet], request: HttpRequest, user: User | AnonymousUser
) -> list[MenuEntry]:
    root = root_page(Site.find_for_request(request), current())
    if root is None:
        return []
    pages = visible_pages(user, among=choose(root)).order_by("path")
    return [MenuEntry(page.title, page.get_url(request)) for page in pages]
