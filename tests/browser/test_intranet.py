"""What the accessibility statement says of the site holds behind the log-in too."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Literal

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from tests.browser.axe import violations
from tests.browser.conftest import said_by_policies
from tests.browser.intranet import looks, write_everything
from tests.browser.test_every_kind_of_page import LOOKED_AT, OTHERWISE, overflow

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def intranet(demo_site: str) -> str:
    """The address of the demo site, with something in every corner of its intranet."""
    write_everything(at=timezone.now())
    return demo_site


@pytest.mark.parametrize(
    ("language", "scheme", "size"),
    [*LOOKED_AT, *(pytest.param(*look, marks=pytest.mark.soak) for look in OTHERWISE)],
)
def test_axe_and_the_browser_find_nothing_and_every_page_fits(
    browser: Browser,
    intranet: str,
    language: str,
    scheme: Literal["light", "dark"],
    size: ViewportSize,
) -> None:
    found: list[tuple[object, ...]] = []
    for name, pages in groupby(looks(language), itemgetter(0)):
        context = browser.new_context(locale="sv-SE", color_scheme=scheme, viewport=size)
        refused = said_by_policies(context, "enforce")
        page = logged_in(context, intranet, name)
        for _name, look in pages:
            where = (name, look.path, look.press)
            if (status := look.open(page, intranet)) != look.status:
                found.append((*where, "status", status))
            found += [(*where, *one) for one in violations(page)]
            found += [(*where, width, by) for width, by in too_wide(page, size)]
        found += [(name, one) for one in refused]
        context.close()
    assert found == []


def logged_in(context: BrowserContext, site: str, name: str) -> Page:
    """A window of the demo log-in; of a stranger where there is no name."""
    page = context.new_page()
    if name:
        page.goto(f"{site}/sv/konto/login/")
        page.fill("[name=login]", name)
        page.fill("[name=password]", "demo")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "/login/" not in url)
    return page


def too_wide(page: Page, size: ViewportSize) -> Iterator[tuple[int, int]]:
    """By how many pixels the page is wider than this screen, and than the narrowest."""
    for width in (size["width"], 320):
        page.set_viewport_size({"width": width, "height": size["height"]})
        if (by := overflow(page)) > 0:
            yield width, by
    page.set_viewport_size(size)
