"""What the accessibility statement says of the site holds for every kind of page."""

from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.axe import LOOKS, violations
from tests.browser.kinds import paths

pytestmark = pytest.mark.browser

WIDE = ViewportSize(width=1280, height=900)
NARROW = ViewportSize(width=360, height=740)
# Each language, each scheme and each width in every run; the rest of their meetings in the long.
LOOKED_AT = [("sv", "light", WIDE), ("en", "dark", NARROW)]
OTHERWISE = [("sv", "dark", NARROW), ("en", "light", NARROW), ("en", "dark", WIDE)]
PRINTED = """() => ({
    paper: getComputedStyle(document.body).backgroundColor,
    text: document.querySelector('h1').checkVisibility(),
    left: [...document.querySelectorAll('.head-nav, .skip, .filters')]
        .filter(e => e.checkVisibility()).length,
    wider: document.documentElement.scrollWidth - innerWidth,
})"""


@pytest.mark.parametrize(
    ("language", "scheme", "size"),
    [*LOOKED_AT, *(pytest.param(*look, marks=pytest.mark.soak) for look in OTHERWISE)],
)
def test_axe_finds_nothing_light_or_dark_wide_or_narrow(
    browser: Browser,
    demo_site: str,
    language: str,
    scheme: Literal["light", "dark"],
    size: ViewportSize,
) -> None:
    context = browser.new_context(locale="sv-SE", color_scheme=scheme, viewport=size)
    page = context.new_page()
    found = []
    for kind, path in paths(language).items():
        answer = page.goto(demo_site + path)
        assert answer is not None
        assert answer.status == (404 if kind == "not here" else 200), path
        found += [(path, *one) for one in violations(page)]
    context.close()
    assert found == []


def test_every_page_fits_320_points_and_large_text_and_prints(
    browser: Browser, demo_site: str
) -> None:
    context = browser.new_context(locale="sv-SE")
    page = context.new_page()
    wide, printed = {}, {}
    for kind, path in paths("sv").items():
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": 320, "height": 640})
        page.goto(demo_site + path)
        wide[kind, "320"] = overflow(page)
        page.set_viewport_size({"width": 768, "height": 1024})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        wide[kind, "large text"] = overflow(page)
        page.evaluate("document.documentElement.style.fontSize = ''")
        page.emulate_media(media="print", color_scheme="dark")
        printed[kind] = page.evaluate(PRINTED)
    context.close()
    assert {where: by for where, by in wide.items() if by > 0} == {}
    right = {"paper": "rgb(255, 255, 255)", "text": True, "left": 0, "wider": 0}
    assert {kind: seen for kind, seen in printed.items() if seen != right} == {}


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def test_axe_would_see_it(browser: Browser, demo_site: str) -> None:
    """The rules are on: a page with two mistakes is found out."""
    context = browser.new_context(color_scheme="dark", viewport=NARROW)
    page = context.new_page()
    page.goto(demo_site + paths("sv")["glossary"])
    page.evaluate(
        "() => { const h1 = document.querySelector('h1'); h1.style.color = '#444';"
        " h1.insertAdjacentHTML('afterend', '<img src=\"/static/img/mark.svg\">') }"
    )
    rules = [rule for rule, *_rest in violations(page)]
    assert {"color-contrast", "image-alt"} <= set(rules)
    assert "color-contrast" in [rule for rule, *_rest in violations(page, LOOKS)]
    context.close()
