"""The pages that every page leads to: the menu, the foot, and those of which there is one each."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Left
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from core.access.sections import closed_paths, visible_pages
from core.access.visibility import is_known, reads_all, tokens_of
from core.models import User
from core.pages.roots import roots
from core.web import content_version
from core.web.request import once
from core.words.language import current
from home.models import GlossaryPage, NewsIndexPage, PartnerProfilePage
from network.models import CooperationPage, HowWeWorkPage, TwinTownsPage
from projects.models import ProjectIndexPage

# Of which a site has one page in each language, by what it is for.
UNIQUE: Mapping[str, type[Page]] = {
    "how": HowWeWorkPage,
    "partner": PartnerProfilePage,
    "cooperation": CooperationPage,
    "glossary": GlossaryPage,
    "news": NewsIndexPage,
    "projects": ProjectIndexPage,
    "towns": TwinTownsPage,
}


@dataclass(frozen=True)
class Place:
    """A page as a link leads to it."""

    title: str
    url: str


@dataclass(frozen=True)
class Places:
    """What a reader may read of them, in the reader's language.

    `menu` are the sections of the site; `foot` the pages right below the start page that are
    outside the menus (about the site, its accessibility, personal data) and those below them;
    `unique` the first page of each type, by its name in UNIQUE.
    """

    menu: Sequence[Place] = ()
    foot: Sequence[Place] = ()
    unique: Mapping[str, Place] = field(default_factory=dict)


def places(request: HttpRequest) -> Places:
    """Kept until a page changes, for all who may read the same pages."""
    return once(request, _places)


def _places(request: HttpRequest) -> Places:
    name = f"places:{current()}:{_readers(request.user)}"
    return content_version.kept(name, lambda: _read(request))


def _readers(user: User | AnonymousUser) -> str:
    """The same for somebody as long as they may read the same pages.

    What is closed to whom ends what is kept when it changes, but for who is in a group.
    """
    if not is_known(user):
        return "strangers"
    if reads_all(user):
        return "all"
    by_group = content_version.kept("closed-by-group", _is_closed_by_group)
    who = user.pk, sorted(tokens_of(user)), sorted(closed_paths(user)) if by_group else None
    return hashlib.blake2b(repr(who).encode(), digest_size=16).hexdigest()


def _is_closed_by_group() -> bool:
    return PageViewRestriction.objects.exclude(groups=None).exists()


def _read(request: HttpRequest) -> Places:
    root = roots(request).get(current())
    if root is None:
        return Places()
    menu, foot = [], []
    unique: dict[str, Place] = {}
    top = root.depth + 1
    for page in visible_pages(request.user, among=_below(root)).order_by("path"):
        place = Place(page.title, page.get_url(request))
        if page.depth == top and page.show_in_menus:
            menu.append(place)
        elif page.depth <= top + 1 and page.outside_menus:
            foot.append(place)
        for name, model in UNIQUE.items():
            if issubclass(page.specific_class or Page, model):
                unique.setdefault(name, place)
    return Places(menu, foot, unique)


def _below(root: Page) -> PageQuerySet:
    top = root.depth + 1
    outside = Page.objects.filter(depth=top, show_in_menus=False)
    above = Left(OuterRef("path"), top * Page.steplen)
    listed = Q(depth=top, show_in_menus=True) | Q(depth__lte=top + 1, outside_menus=True)
    of_one_kind = Page.objects.type(tuple(UNIQUE.values()))
    annotated = root.get_descendants().annotate(outside_menus=Exists(outside.filter(path=above)))
    return annotated.filter(listed | Q(pk__in=of_one_kind.values("pk")))
