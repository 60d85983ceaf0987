"""Somebody who finds their way on the site, and what it costs them."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page

# Card, Moran and Newell's keystroke-level model, in seconds: an average typist's key, pointing
# and pressing, and making up one's mind.
KEY, POINT, THINK = 0.28, 1.1, 1.35
READ = 4.0  # words a second


class Reader:
    """Clicks, types and counts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0
        self.fields = 0
        self.seconds = 0.0

    def starts_at(self, address: str) -> None:
        """The first page, which costs nothing."""
        self.page.goto(address)

    def follow(self, name: str | re.Pattern[str], within: str = "body") -> None:
        """Click the first link with this name."""
        self.click(self.page.locator(within).get_by_role("link", name=name, exact=True).first)

    def click(self, target: Locator) -> None:
        """One click, on something that has to be found first."""
        target.click()
        self.clicks += 1
        self.seconds += THINK + POINT

    def fill(self, label: str, text: str) -> None:
        """Write into a field."""
        self.page.get_by_label(label, exact=True).fill(text)
        self._filled(text)

    def choose(self, label: str, option: str) -> None:
        """Choose from a list."""
        field = self.page.get_by_label(label, exact=True)
        found = field.locator("option").filter(has_text=option).first
        field.select_option(found.get_attribute("value"))
        self._filled(option[:3])

    def check(self, label: str) -> None:
        """Choose one of several that all stand on the page."""
        self.page.get_by_label(label, exact=True).check()
        self._filled("")

    def read(self, where: str) -> str:
        """What stands there."""
        text = self.page.locator(where).first.inner_text()
        self.seconds += len(text.split()) / READ
        return text

    def _filled(self, text: str) -> None:
        self.fields += 1
        self.seconds += THINK + POINT + KEY * len(text)


class KeyboardReader(Reader):
    """The same without a mouse: what is not reached with Tab is not reached."""

    def click(self, target: Locator) -> None:
        """Go there with Tab and press Enter."""
        self._tab_to(lambda: self._is_focused(target))
        self.page.keyboard.press("Enter")
        self.clicks += 1
        self.seconds += THINK + KEY

    def fill(self, label: str, text: str) -> None:
        """Go to the field and type, key by key."""
        field = self.page.get_by_label(label, exact=True)
        self._tab_to(lambda: self._is_focused(field))
        self.page.keyboard.insert_text(text)
        self._filled(text)

    def choose(self, label: str, option: str) -> None:
        """Go to the list and type how the option begins."""
        field = self.page.get_by_label(label, exact=True)
        self._tab_to(lambda: self._is_focused(field))
        self.page.keyboard.type(option)
        self._filled(option)

    def check(self, label: str) -> None:
        """Go to the box and press the space bar."""
        field = self.page.get_by_label(label, exact=True)
        self._tab_to(lambda: self._is_focused(field))
        self.page.keyboard.press(" ")
        self._filled("")

    def _tab_to(self, there: Callable[[], bool], most: int = 160) -> None:
        for _press in range(most):
            if there():
                return
            self.page.keyboard.press("Tab")
            self.seconds += KEY
        raise AssertionError(f"not reached with {most} presses of Tab")

    def _is_focused(self, target: Locator) -> bool:
        return target.and_(self.page.locator(":focus")).count() > 0
