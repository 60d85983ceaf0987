"""From the start page to the open calls of one priority area: three clicks at most."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser

AREA = "Friska ekosystem"


def tab_to(page: Page, wanted: Callable[[], bool], most: int = 120) -> None:
    for _press in range(most):
        page.keyboard.press("Tab")
        if wanted():
            return
    raise AssertionError(f"not reached with {most} presses of Tab")


def focused(page: Page, selector: str) -> bool:
    return page.locator(f"{selector}:focus").count() > 0


def only_calls_of_the_area(page: Page) -> None:
    """Every call listed bears the area's mark, and the list says how many there are."""
    lines = page.locator(".call-line")
    expect(page.locator("#count")).to_have_text("6 utlysningar")
    expect(lines).to_have_count(6)
    expect(lines.filter(has_text=AREA)).to_have_count(6)
    expect(page.locator("input[name=priority]:checked")).to_have_value("ekosystem")


def test_with_the_mouse(visitor: BrowserContext, full_site: str) -> None:
    page = visitor.new_page()
    page.goto(f"{full_site}/sv/")
    page.get_by_role("link", name=AREA).first.click()
    only_calls_of_the_area(page)


def test_through_the_filters_of_the_search(visitor: BrowserContext, full_site: str) -> None:
    page = visitor.new_page()
    page.goto(f"{full_site}/sv/")
    page.get_by_role("navigation").get_by_role("link", name="Utlysningar").click()
    page.get_by_label(AREA).check()
    page.get_by_role("button", name="Visa utlysningar").click()
    only_calls_of_the_area(page)
    page.locator(".chip", has_text=AREA).click()
    expect(page.locator("#count")).to_have_text("26 utlysningar")


def test_with_the_keyboard_alone(visitor: BrowserContext, full_site: str) -> None:
    page = visitor.new_page()
    page.goto(f"{full_site}/sv/")
    page.keyboard.press("Tab")
    assert focused(page, ".skip")
    page.keyboard.press("Enter")
    tab_to(page, lambda: focused(page, "a[href$='priority=ekosystem']"), most=20)
    page.keyboard.press("Enter")
    only_calls_of_the_area(page)
    # And back to all of them: the filter beside the list, though it is folded on a phone.
    tab_to(page, lambda: focused(page, "input[value=ekosystem]"))
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("#count")).to_have_text("26 utlysningar")


def test_without_javascript(browser: Browser, full_site: str) -> None:
    context = browser.new_context(locale="sv-SE", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{full_site}/sv/")
    page.get_by_role("link", name=AREA).first.click()
    only_calls_of_the_area(page)
    page.goto(f"{full_site}/sv/")
    page.get_by_role("searchbox").fill("water")
    page.get_by_role("button", name="Sök").click()
    expect(page.locator(".why mark").first).to_have_text("Water")
    context.close()


def test_on_a_phone_the_filters_are_folded_and_unfold(browser: Browser, full_site: str) -> None:
    context = browser.new_context(
        locale="sv-SE", viewport={"width": 360, "height": 740}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(f"{full_site}/sv/utlysningar/")
    expect(page.get_by_label(AREA)).to_be_hidden()
    page.locator(".fold > summary").click()
    page.get_by_label(AREA).check()
    page.get_by_role("button", name="Visa utlysningar").click()
    only_calls_of_the_area(page)
    context.close()
