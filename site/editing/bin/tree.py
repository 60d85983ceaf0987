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
    """The one bin, created when it is first needed."""
    page_bin: PageBin | None = PageBin.objects.first()
    if page_bin is None:
        with override("sv"):
            page_bin = PageBin(title=gettext("Bin"), slug="bin", live=False)
        Page.objects.get(depth=1).add_child(instance=page_bin)
        SectionVisibility.objects.create(page=page_bin, visibility=Visibility.COORDINATION)
    return page_bin


def in_bin(page: Page) -> bool:
    """Whether `page` was deleted; the bin itself is treated alike."""
    return any(page.path.startswith(path) for path in paths())


def paths() -> list[str]:
    """The path of the bin in the tree; none before anything was deleted."""
    return list(PageBin.objects.values_list("path", flat=True))


def topmost(pages: Iterable[Page]) -> list[Page]:
    """The pages without those that are below another of them."""
    tops: list[Page] = []
    for page in sorted(pages, key=lambda page: page.path):
        if not any(page.path.startswith(top.path) for top in tops):
            tops.append(page)
    return tops


def parent_for(entry: BinnedPage) -> Page:
    """The page it will be moved below. Raises NotRestored where that is in the bin itself."""
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
