"""An exchange from the form of a contact person over an editor's one click to the public page."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from network.models import Exchange, Training, TwinTown
from tests.browser.test_intranet import logged_in

pytestmark = pytest.mark.browser
TITLE = "Elever bygger vindkraftverk ihop"


def test_one_form_and_one_click(browser: Browser, demo_site: str) -> None:
    town = TwinTown.objects.order_by("name", "pk").first()
    assert town is not None
    context = browser.new_context(locale="sv-SE")
    page = logged_in(context, demo_site, "contact")
    page.goto(f"{demo_site}/sv/natverk/utbyten/")
    page.get_by_role("link", name="Lägg in ett", exact=True).click()
    page.get_by_label("Skolor möttes").check()
    page.get_by_label("Rubrik", exact=True).fill(TITLE)
    page.get_by_label("När", exact=True).fill("2026-10")
    page.get_by_label("Med en vänort").select_option(str(town.pk))
    page.get_by_label("Elever: Hur många").fill("24")
    page.locator("[name=people]").first.check()
    page.get_by_label("Vad det gav", exact=True).fill("Ett verk på varje skolgård.")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Skicka till redaktörerna").press("Enter")
    expect(page.locator("main")).to_contain_text("Väntar på en redaktör")
    context.close()

    public = f"{demo_site}/sv/vanorter/{town.key}/"
    assert not shown(browser, public)
    context = browser.new_context(locale="sv-SE")
    page = logged_in(context, demo_site, "editor")
    page.goto(f"{demo_site}/admin/snippets/network/exchange/")
    page.get_by_role("link", name="på dig").click()
    press(page, TITLE)
    context.close()
    assert shown(browser, public)
    made = Exchange.objects.get(title_sv=TITLE)
    assert (made.pupils_number, made.state) == (24, "published")
    assert Training.objects.filter(title=TITLE, done=True).count() == 1


def press(page: Page, title: str) -> None:
    """The one button."""
    page.locator("section", has_text=title).get_by_role("button").click()
    page.wait_for_url(lambda url: urlsplit(url).path.startswith("/admin/snippets/network/exchange"))
    expect(page.locator("body")).to_contain_text("är publicerat")


def shown(browser: Browser, address: str) -> bool:
    """Whether a stranger reads it there, with how many took part."""
    context = browser.new_context(locale="sv-SE")
    page = context.new_page()
    page.goto(address)
    text = page.locator("main").inner_text()
    context.close()
    return TITLE in text and "24 elever" in text
