"""Pages keep to the screen, to their weight and to themselves."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Route

from tests.factories.look import paths

pytestmark = pytest.mark.browser

FIRST_VISIT = 150_000  # bytes, everything together


def test_nothing_is_wider_than_the_screen(browser: Browser, full_site: str) -> None:
    context = browser.new_context(locale="sv-SE")
    page = context.new_page()
    wide = {}
    for name, path in paths("sv").items():
        page.goto(full_site + path)
        for width in (320, 360, 768, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            # Text twice as large on a screen of 768 px leaves as much room as a phone has.
            for zoom in ("100%", "200%") if width >= 768 else ("100%",):
                page.evaluate("zoom => document.documentElement.style.fontSize = zoom", zoom)
                found = page.evaluate("document.documentElement.scrollWidth")
                wide[name, width, zoom] = found - width
            page.evaluate("document.documentElement.style.fontSize = ''")
    context.close()
    assert {where: by for where, by in wide.items() if by > 0} == {}


def test_pages_ask_nobody_else_and_complain_of_nothing(
    visitor: BrowserContext, full_site: str, violations: list[str]
) -> None:
    said: list[str] = []
    missing: list[str] = []
    visitor.on("console", lambda message: said.append(message.text))
    visitor.on(
        "response", lambda answer: missing.append(answer.url) if answer.status >= 400 else None
    )
    windows = []
    for path in [path for name, path in paths("sv").items() if name != "not here"]:
        windows.append(visitor.new_page())
        windows[-1].goto(full_site + path)
    for window in windows:  # each has been idle while the others were opened
        window.wait_for_load_state("networkidle")
    assert (violations, said, missing) == ([], [], [])


def test_a_first_visit_is_light_and_takes_few_requests(
    visitor: BrowserContext, full_site: str
) -> None:
    page = visitor.new_page()
    finished = []
    page.on("requestfinished", lambda request: finished.append(request))
    page.goto(f"{full_site}/sv/", wait_until="networkidle")
    sizes = {request.url: request.sizes()["responseBodySize"] for request in finished}
    assert sum(sizes.values()) <= FIRST_VISIT, sizes
    # The page, its style, its colours, its type, its mark and what suggests words in the search.
    assert len(sizes) <= 6, sizes


def test_nothing_moves_when_the_type_comes_late(visitor: BrowserContext, full_site: str) -> None:
    page = visitor.new_page()
    held: list[Route] = []
    page.route("**/*.woff2", lambda route: held.append(route))
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => { for (const e of list.getEntries())"
        " moved += e.value }).observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(f"{full_site}/sv/", wait_until="commit")
    page.locator("footer").wait_for()
    # Not wait_for_function: from the second look on the page's policy forbids what it does.
    page.evaluate(
        "() => new Promise(done => { const look = () => document.fonts.status === 'loading'"
        " ? done() : requestAnimationFrame(look); look() })"
    )
    # Two frames: the page has been painted in the stand-in.
    frames = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    page.evaluate(frames)
    for route in held:
        route.continue_()
    page.evaluate("() => document.fonts.ready.then(() => 0)")
    page.evaluate(frames)
    assert page.evaluate("document.fonts.check('16px \"Schibsted Grotesk\"')")
    assert page.evaluate("moved") < 0.02


def test_the_dark_scheme_is_dark(browser: Browser, full_site: str) -> None:
    context = browser.new_context(locale="sv-SE", color_scheme="dark")
    page = context.new_page()
    page.goto(f"{full_site}/sv/")
    style = "getComputedStyle(document.querySelector('{}')).{}"
    assert page.evaluate(style.format("body", "backgroundColor")) == "rgb(16, 23, 29)"
    assert page.evaluate(style.format(".search button", "backgroundColor")) == "rgb(108, 195, 210)"
    context.close()
