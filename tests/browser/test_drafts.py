"""Drafts in a browser: saved while somebody writes, also over a lost connection and log-in."""

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.browser

SAVED, AWAY, OUT = "Utkastet sparat", "Ingen förbindelse", "Du är utloggad"


@pytest.fixture
def page(demo_site: str, visitor: BrowserContext) -> Page:
    """The form of a new post, for a contact person; its clock is the test's to move."""
    page = visitor.new_page()
    page.goto(f"{demo_site}/sv/natverk/nytt/")
    page.fill("[name=login]", "contact")
    page.fill("[name=password]", "demo")
    page.keyboard.press("Enter")
    page.wait_for_selector("form[data-draft]")
    return page


def test_what_is_written_is_saved_without_asking_and_stands_there_again(
    page: Page, violations: list[str]
) -> None:
    status = page.locator(".draft-status")
    page.fill("[name=title]", "Sparat av sig självt")
    page.fill("[name=text]", "Ett stycke")
    expect(status).to_contain_text(SAVED)
    assert "?draft=" in page.url
    page.reload()
    expect(page.locator("[name=title]")).to_have_value("Sparat av sig självt")
    page.fill("[name=text]", "Två stycken")
    expect(status).to_contain_text(SAVED)
    page.click("button[value=publish]")
    page.wait_for_url("**/inlagg/*/")
    expect(page.locator(".prose").first).to_have_text("Två stycken")
    assert violations == []


def test_a_lost_connection_loses_nothing(page: Page, visitor: BrowserContext) -> None:
    status = page.locator(".draft-status")
    visitor.set_offline(True)
    page.fill("[name=title]", "Skrivet på tåget")
    expect(status).to_contain_text(AWAY)
    visitor.set_offline(False)
    expect(status).to_contain_text(SAVED, timeout=15_000)
    page.reload()
    expect(page.locator("[name=title]")).to_have_value("Skrivet på tåget")


def test_a_log_in_that_ends_meanwhile_loses_nothing(
    page: Page, visitor: BrowserContext, demo_site: str
) -> None:
    visitor.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.fill("[name=title]", "Skrivet efter lunch")
    status = page.locator(".draft-status")
    expect(status).to_contain_text(OUT)
    status.get_by_role("link").click()
    page.fill("[name=login]", "contact")
    page.fill("[name=password]", "demo")
    page.keyboard.press("Enter")
    page.wait_for_url("**/nytt/?draft=*")
    expect(page.locator("[name=title]")).to_have_value("Skrivet efter lunch")
