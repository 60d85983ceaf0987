"""Axe finds nothing on any public page, in both languages, on light paper and on dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.factories.look import filled_site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

# Every rule, also those that are advice only, and the size of targets.
OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    browser: Browser, live_server: object, language: str, scheme: str
) -> None:
    paths = filled_site().paths(language)
    # The dark scheme differs in colours only: the pages that have most of them are enough.
    names = ("start", "found", "call") if scheme == "dark" else tuple(paths)
    context = browser.new_context(locale="sv-SE", color_scheme=scheme)
    page = context.new_page()
    found = []
    for name in names:
        page.goto(live_server.url + paths[name])
        for violation in Axe().run(page, options=OPTIONS).response["violations"]:
            nodes = [node["html"] for node in violation["nodes"]]
            found.append((name, violation["id"], violation["help"], nodes[:3]))
    context.close()
    assert found == []


def test_on_a_phone_axe_finds_nothing_either(browser: Browser, live_server: object) -> None:
    paths = filled_site().paths("sv")
    context = browser.new_context(locale="sv-SE", viewport={"width": 360, "height": 740})
    page = context.new_page()
    found = []
    for name in ("start", "found", "call"):
        page.goto(live_server.url + paths[name])
        found += [
            (name, violation["id"], [node["html"] for node in violation["nodes"]][:3])
            for violation in Axe().run(page, options=OPTIONS).response["violations"]
        ]
    context.close()
    assert found == []


def test_the_marks_stay_when_the_system_takes_the_colours_away(
    browser: Browser, live_server: object
) -> None:
    filled_site()
    context = browser.new_context(locale="sv-SE", forced_colors="active")
    page = context.new_page()
    page.goto(f"{live_server.url}/sv/")
    colours = page.evaluate(
        "() => [...document.querySelectorAll('.dot, .area')].map("
        "e => getComputedStyle(e, '::before').backgroundColor)"
    )
    paper = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    context.close()
    assert len(colours) > 20
    assert paper not in colours
    assert "rgba(0, 0, 0, 0)" not in colours
