"""Which pages more people would read, or fewer, worked out before anything is written.

A page that is moved, copied or released from its original keeps the limits that are on it and on
those below it, and gets those of its new place.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from core.access.sections import ORDER, strictest
from core.access.visibility import Visibility
from core.models import SectionVisibility


@dataclass(frozen=True)
class Limits:
    """Where in the tree readers are limited: the path of each root, and who reads below it."""

    roots: Sequence[tuple[str, Visibility]]

    def of(self, *paths: str) -> Visibility:
        """Who reads a page at one of these paths that is an alias of one at the other."""
        return strictest(readers for root, readers in self.roots if _below(root, paths))


@dataclass(frozen=True)
class Change:
    """So many pages are read by `before` and would be read by `now`."""

    before: Visibility
    now: Visibility
    pages: int


@dataclass(frozen=True)
class Crossing:
    """Of each page, by its key, who reads it before and who would afterwards."""

    pages: Mapping[int, tuple[Visibility, Visibility]]

    @property
    def opened(self) -> list[int]:
        """The pages that more people would read."""
        return [pk for pk, (before, now) in self.pages.items() if _rank(now) < _rank(before)]

    @property
    def narrowed(self) -> list[int]:
        """The pages that fewer people would read."""
        return [pk for pk, (before, now) in self.pages.items() if _rank(now) > _rank(before)]

    def changes(self, keys: Iterable[int]) -> list[Change]:
        """Those of the pages `keys` in words, the most open readers first."""
        counted = Counter(self.pages[key] for key in keys)
        found = [Change(before, now, pages) for (before, now), pages in counted.items()]
        return sorted(found, key=lambda change: (_rank(change.now), _rank(change.before)))

    @property
    def agreement(self) -> str:
        """What somebody agrees to who has been told: no other opening goes by that name."""
        changes = self.changes(self.opened)
        return " ".join(f"{each.before}-{each.now}-{each.pages}" for each in changes)


def _rank(readers: Visibility) -> int:
    return ORDER.index(readers)


def _below(root: str, paths: Iterable[str]) -> bool:
    return any(path.startswith(root) for path in paths)


def limits(sections: Iterable[SectionVisibility] | None = None) -> Limits:
    """Those there are, or with these `sections` in place of the stored ones."""
    stored = list(SectionVisibility.objects.select_related("page"))
    meant: dict[object, list[Visibility]] = {}
    for section in stored if sections is None else sections:
        key = section.page.translation_key
        meant.setdefault(key, []).append(Visibility(section.visibility))
    pages = Page.objects.filter(translation_key__in=meant).values_list("path", "translation_key")
    roots = [(path, readers) for path, key in pages for readers in meant[key]]
    # What a section has told Wagtail goes with the section (core.access.receivers.release).
    told = Q(restriction_type=PageViewRestriction.LOGIN) & Q(
        page__translation_key__in=[section.page.translation_key for section in stored]
    )
    others = PageViewRestriction.objects.exclude(told)
    for path, kind in others.values_list("page__path", "restriction_type"):
        login = kind == PageViewRestriction.LOGIN
        roots.append((path, Visibility.STAFF if login else Visibility.COORDINATION))
    return Limits(roots)


def moved(pages: Iterable[Page], to: Page) -> Crossing:
    """`pages`, each with those below it and their aliases anywhere, moved below the page `to`."""
    # The deepest first: a page that leaves one that is moved too leaves its limits behind.
    roots = sorted((page.path for page in pages), key=len, reverse=True)

    def at(path: str) -> str:
        for number, root in enumerate(roots):
            if path.startswith(root):
                return f"{to.path}/{number}/{path.removeprefix(root)}"
        return path

    now = limits()
    then = Limits([(at(root), readers) for root, readers in now.roots])
    return Crossing(
        {
            pk: (now.of(*paths), then.of(*map(at, paths)))
            for pk, paths in _paths(_with_aliases(roots))
        }
    )


def copied(page: Page, to: Page, *, below: bool) -> Crossing:
    """A copy of `page` below `to`, with copies of those below it: by the keys of the originals."""
    now = limits()
    own = [(root, readers) for root, readers in now.roots if root.startswith(page.path)]
    originals = Page.objects.descendant_of(page, inclusive=True)
    if not below:
        originals = originals.filter(pk=page.pk)
    place = now.of(to.path)
    return Crossing(
        {
            pk: (now.of(*paths), strictest([place, Limits(own).of(paths[0])]))
            for pk, paths in _paths(originals)
        }
    )


def converted(page: Page) -> Crossing:
    """An alias that becomes a page of its own, and no longer is as closed as its original."""
    now = limits()
    found = _paths(Page.objects.filter(pk=page.pk))
    return Crossing({pk: (now.of(*paths), now.of(paths[0])) for pk, paths in found})


def relimited(without: Iterable[SectionVisibility], put: SectionVisibility | None) -> Crossing:
    """The pages below stored sections, and below what is `put` in place of them."""
    gone = list(without)
    kept = list(SectionVisibility.objects.exclude(pk__in=[section.pk for section in gone]))
    changed = gone if put is None else [*gone, put]
    keys = [section.page.translation_key for section in changed]
    roots = Page.objects.filter(translation_key__in=keys).values_list("path", flat=True)
    before, now = limits(), limits(kept if put is None else [*kept, put])
    found = _paths(_with_aliases(roots))
    return Crossing({pk: (before.of(*paths), now.of(*paths)) for pk, paths in found})


def _with_aliases(roots: Iterable[str]) -> PageQuerySet:
    """The pages below these paths, and those that are aliases of one of them."""
    condition = Q(pk__in=[])
    for root in roots:
        condition |= Q(path__startswith=root) | Q(alias_of__path__startswith=root)
    return Page.objects.filter(condition)


def _paths(pages: PageQuerySet) -> list[tuple[int, list[str]]]:
    """Of each page its own path, and after it that of its original."""
    found = pages.order_by("path").values_list("pk", "path", "alias_of__path")
    return [(pk, [path for path in (own, original) if path]) for pk, own, original in found]
