"""Where deleted pages are, and whether a page is one of them."""

from django.utils.translation import gettext, override
from wagtail.models import Page

from core.access.visibility import Visibility
from core.models import SectionVisibility
from editing.models import PageBin


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
