"""Where deleted pages are, whether a page is one of them, and where it would come back."""

from collections.abc import Iterable

from django.utils.translation import gettext, override
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from core.access.visibility import Visibility
from core.models import SectionVisibility
from core.pages.roots import root_page
from editing.models import BinnedPage, PageBin


class NotRestored(Exception):
    """The page cannot be brought back as things are; the text says why and what to do first."""


def the_bin() -> PageBin:
    """The one bin, made when it is first needed."""
    found = PageBin.objects.first()
    if found is None:
        with override("sv"):
            made = PageBin(title=gettext("Bin"), slug="bin", live=False)
        found = Page.objects.get(depth=1).add_child(instance=made)
        SectionVisibility.objects.create(page=found, visibility=Visibility.COORDINATION)
    return found


def in_bin(page: Page) -> bool:
    """Whether `page` was deleted; the bin itself is treated alike."""
    return any(page.path.startswith(path) for path in paths())


def paths() -> list[str]:
    """The part of the tree that is the bin; none before anything was deleted."""
    return list(PageBin.objects.values_list("path", flat=True))


def topmost(pages: Iterable[Page]) -> list[Page]:
    """The pages without those that stand below another of them."""
    found: list[Page] = []
    for page in sorted(pages, key=lambda page: page.path):
        if not any(page.path.startswith(other.path) for other in found):
            found.append(page)
    return found


def parent_for(entry: BinnedPage) -> Page:
    """The page that it will stand below. Raises NotRestored where that is in the bin itself."""
    parent = entry.parent
    if parent is None:
        site = Site.objects.get(is_default_site=True)
        parent = root_page(site, entry.page.locale.language_code) or site.root_page
    if in_bin(parent):
        raise NotRestored(
            _("“%(page)s”, below which it stood, has been deleted too. Bring that one back first.")
            % {"page": parent.title}
        )
    return parent
