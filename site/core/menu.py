"""The sections of the site, as the menu at the head of every page lists them."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpRequest
from wagtail.models import Site

from core import content_version
from core.language import current
from core.models import User
from core.sections import visible_pages


@dataclass(frozen=True)
class Entry:
    title: str
    url: str


def entries(request: HttpRequest, user: User | AnonymousUser) -> list[Entry]:
    """What stands below the start page, is to be in menus, and may be read by `user`.

    A stranger's is kept until a page changes: it costs no query.
    """
    if user.is_authenticated:
        return _read(request, user)
    key = f"menu:{current()}:{content_version.current()}"
    found = cache.get(key)
    if found is None:
        found = _read(request, user)
        cache.set(key, found)
    return found


def _read(request: HttpRequest, user: User | AnonymousUser) -> list[Entry]:
    site = Site.find_for_request(request)
    if site is None:
        return []
    roots = site.root_page.get_translations(inclusive=True)
    root = roots.filter(locale__language_code=current()).first()
    if root is None:
        return []
    pages = visible_pages(user, among=root.get_children().in_menu()).order_by("path")
    return [Entry(page.title, page.get_url(request)) for page in pages]
