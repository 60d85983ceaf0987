"""Axe finds nothing on pages that have little to show, or something wrong; colours taken away."""

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import LOOKS, violations
from tests.factories.look import paths

pytestmark = pytest.mark.browser

# Every kind of page as it mostly is: tests/browser/test_every_kind_of_page.py.
ODD = ("found", "page 2", "wrong", "nothing", "suggested", "closed")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_axe_finds_nothing(browser: Browser, full_site: str, language: str) -> None:
    pages = paths(language)
    context = browser.new_context(locale="sv-SE")
    page = context.new_page()
    found = []
    for name in ODD:
        page.emulate_media(color_scheme="light")
        page.goto(full_site + pages[name])
        found += [(name, "light", *one) for one in violations(page)]
        page.emulate_media(color_scheme="dark")
        found += [(name, "dark", *one) for one in violations(page, LOOKS)]
    context.close()
    assert found == []


def test_the_marks_stay_when_the_system_takes_the_colours_away(
    browser: Browser, full_site: str
) -> None:
    context = browser.new_context(locale="sv-SE", forced_colors="active")
    page = context.new_page()
    page.goto(f"{full_site}/sv/")
    colours = page.evaluate(
        "() => [...document.querySelectorAll('.dot, .area')].map("
        "e => getComputedStyle(e, '::before').backgroundColor)"
    )
    paper = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    context.close()
    assert len(colours) > 20
    assert paper not in colours
    assert "rgba(0, 0, 0, 0)" not in colours
