"""Suggestions below the search box, with the keyboard and with the mouse."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories.calls import call, municipality
from tests.factories.core import add_page, site_tree
from tests.factories.words import forget_words

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def written(page: Page) -> None:
    """Part of a word in the box, and the list that it brings."""
    page.get_by_role("combobox").fill("vat")
    expect(page.get_by_role("option")).to_have_count(2)


def test_arrows_enter_escape_and_the_mouse(
    site_server: LiveServer, visitor: BrowserContext, violations: list[str]
) -> None:
    municipality()
    forget_words()
    add_page(site_tree(), "Vattenråd", slug="rad")
    call("Vattnets tid", language="sv")
    page = visitor.new_page()
    page.goto(f"{site_server.url}/sv/sok/")
    box = page.get_by_role("combobox")
    box.focus()
    written(page)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".search [role=status]")).to_have_text("2 förslag")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_value("Vattenråd")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(chosen).to_have_attribute("id", box.get_attribute("aria-activedescendant") or "")
    page.keyboard.press("ArrowUp")
    expect(box).to_have_value("vat")
    page.keyboard.press("ArrowUp")
    expect(box).to_have_value("Vattnets tid")
    page.keyboard.press("Escape")
    expect(box).to_have_value("vat")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(box).to_have_attribute("aria-expanded", "false")
    written(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".hit h3").first).to_have_text("Vattenråd")
    written(page)
    page.get_by_role("option").nth(1).click()
    expect(page.locator(".hit h3").first).to_have_text("Vattnets tid")
    assert violations == []
