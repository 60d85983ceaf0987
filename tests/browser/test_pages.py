"""Pages keep to the screen, to their weight and to themselves."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Route

from tests.factories.look import filled_site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.markup,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

FIRST_VISIT = 150_000  # bytes, everything together


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_nothing_is_wider_than_the_screen(
    browser: Browser, live_server: object, width: int
) -> None:
    paths = filled_site().paths("sv")
    context = browser.new_context(locale="sv-SE", viewport={"width": width, "height": 800})
    page = context.new_page()
    wide = {}
    for name, path in paths.items():
        page.goto(live_server.url + path)
        # Text twice as large on a screen of 768 px leaves as much room as a phone has.
        for zoom in ("100%", "200%") if width >= 768 else ("100%",):
            page.evaluate("zoom => document.documentElement.style.fontSize = zoom", zoom)
            wide[name, zoom] = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert {key: value for key, value in wide.items() if value > width} == {}


def test_pages_ask_nobody_else_and_complain_of_nothing(
    visitor: BrowserContext, live_server: object, violations: list[str]
) -> None:
    paths = filled_site().paths("sv")
    page = visitor.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    missing: list[str] = []
    visitor.on(
        "response", lambda answer: missing.append(answer.url) if answer.status >= 400 else None
    )
    for name in [name for name in paths if name != "not here"]:
        page.goto(live_server.url + paths[name], wait_until="networkidle")
    assert (violations, said, missing) == ([], [], [])


def test_a_first_visit_is_light_and_takes_few_requests(
    visitor: BrowserContext, live_server: object
) -> None:
    filled_site()
    page = visitor.new_page()
    finished = []
    page.on("requestfinished", lambda request: finished.append(request))
    page.goto(f"{live_server.url}/sv/", wait_until="networkidle")
    sizes = {request.url: request.sizes()["responseBodySize"] for request in finished}
    assert sum(sizes.values()) <= FIRST_VISIT, sizes
    # The page, its style, its type, its mark and what suggests words in the search box.
    assert len(sizes) <= 5, sizes


def test_nothing_moves_when_the_type_comes_late(
    visitor: BrowserContext, live_server: object
) -> None:
    filled_site()
    page = visitor.new_page()
    held: list[Route] = []
    page.route("**/*.woff2", lambda route: held.append(route))
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => { for (const e of list.getEntries())"
        " moved += e.value }).observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(f"{live_server.url}/sv/", wait_until="commit")
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


def test_the_dark_scheme_is_dark(browser: Browser, live_server: object) -> None:
    filled_site()
    context = browser.new_context(locale="sv-SE", color_scheme="dark")
    page = context.new_page()
    page.goto(f"{live_server.url}/sv/")
    style = "getComputedStyle(document.querySelector('{}')).{}"
    assert page.evaluate(style.format("body", "backgroundColor")) == "rgb(16, 23, 29)"
    assert page.evaluate(style.format(".search button", "backgroundColor")) == "rgb(108, 195, 210)"
    context.close()
