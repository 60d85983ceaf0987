"""A meeting from the call to the minutes: what is left open stands first at the next one."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, ViewportSize, expect

from tests.browser.axe import violations as axe
from tests.browser.reader import KeyboardReader, Reader

pytestmark = pytest.mark.browser

TASKS = ("Fråga partnern om pengarna", "Skriv sammanfattningen", "Boka en lokal")


@pytest.fixture(params=["phone", "keyboard without script"])
def reader(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Reader]:
    """Somebody with a phone, or with a keyboard alone."""
    keyboard = request.param.startswith("keyboard")
    size = ViewportSize(width=1280, height=900) if keyboard else ViewportSize(width=360, height=740)
    context = browser.new_context(locale="sv-SE", java_script_enabled=not keyboard, viewport=size)
    context.set_default_timeout(10_000)
    kind = KeyboardReader if keyboard else Reader
    yield kind(context.new_page())
    context.close()


def write(reader: Reader, name: str, text: str, keys: str = "") -> None:
    """Into the field; `keys` are what is typed where the browser shows parts, as of a day."""
    field = reader.page.locator(f"[name='{name}']")
    if isinstance(reader, KeyboardReader):
        reach(reader, field)
        if keys:
            reader.page.keyboard.type(keys)
        else:
            reader.page.keyboard.insert_text(text)
    else:
        field.fill(text)


def reach(reader: KeyboardReader, target: Locator) -> None:
    reader._tab_to(lambda: reader._is_focused(target))


def press(reader: Reader, name: str, role: str = "button") -> None:
    """A button or a link of the page, and on to what it leads to."""
    where = reader.page.locator("main")
    target = where.get_by_role(role, name=re.compile(f"^{name}$")).first  # type: ignore[arg-type]
    with reader.page.expect_navigation():
        reader.click(target)


def test_a_meeting_from_the_call_to_the_next_agenda(reader: Reader, demo_site: str) -> None:
    page = reader.page
    title = f"Möte {reader.__class__.__name__}"
    reader.starts_at(f"{demo_site}/sv/natverk/moten/")
    reader.fill("Användarnamn eller e-postadress", "contact")
    reader.fill("Lösenord", "demo")
    reader.click(page.get_by_role("button", name="Logga in", exact=True))
    page.wait_for_url("**/sv/natverk/moten/")
    press(reader, "Kalla till möte", "link")
    write(reader, "title", title)
    write(reader, "day", "2031-05-14", "05142031")
    write(reader, "begins", "13:00", "0100PM")
    write(reader, "finishes", "14:30", "0230PM")
    write(reader, "place", "Rådhuset")
    press(reader, "Kalla till mötet")
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator(".event-facts")).to_contain_text("Onsdag 14 maj 2031, 13.00–14.30")
    press(reader, "Jag kommer")
    expect(page.locator(".event-answer h2")).to_have_text("Du kommer")
    press(reader, "Skriv dagordningen", "link")
    write(reader, "items-0-title", "Budgeten")
    write(reader, "items-1-title", "Partnern")
    press(reader, "Spara")
    assert page.locator(".event-agenda h3").all_inner_texts() == ["Budgeten", "Partnern"]
    press(reader, "Skriv protokollet", "link")
    page.locator("[name^=decision-]").first.wait_for()
    first = page.locator("[name^=decision-]").first.get_attribute("name") or ""
    write(reader, first, "Vi söker pengarna.")
    write(reader, "minutes", "Alla var eniga.")
    for number, task in enumerate(TASKS):
        write(reader, f"tasks-{number}-text", task)
    press(reader, "Spara")
    expect(page.locator(".event-agenda")).to_contain_text("Vi söker pengarna.")
    for task in TASKS[1:]:
        press(reader, f"Klart ?: {task}")
    expect(page.locator(".event-done")).to_have_count(2)
    press(reader, "Kalla till nästa möte", "link")
    write(reader, "day", "2031-06-11", "06112031")
    press(reader, "Kalla till mötet")
    left = page.locator("#left-open .event-task p")
    mine = [text for text in left.all_inner_texts() if text in TASKS]
    assert mine == [TASKS[0]], "besides what the demo has left"
    if not isinstance(reader, KeyboardReader):
        assert axe(page) == []
    press(reader, f"Klart ?: {TASKS[0]}")
    expect(left.filter(has_text=TASKS[0])).to_have_count(0)
