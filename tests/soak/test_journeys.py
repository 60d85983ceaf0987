"""What `make run` does with PostgreSQL and OpenSearch, and what people do there in a browser.

First with the search engine, and then with its node stopped: the same, and a quiet line says so.
"""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.core.search.watching import says_so
from tests.parts import CHROMIUM_ARGS, chromium
from tests.servers.opensearch import OpenSearch
from tests.servers.postgresql import PostgreSQL
from tests.soak.sites import DevelopmentServer, Site

pytestmark = [pytest.mark.soak, pytest.mark.browser]

AREA, SLUG = "Friska ekosystem", "friska-ekosystem"
WORD = "ekosystem"


@pytest.fixture(scope="module")
def served(
    own_postgresql: PostgreSQL, own_node: OpenSearch, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of the site with its demo content."""
    urls = own_postgresql.url(), f"{own_node.url}/journeys"
    site = Site(tmp_path_factory.mktemp("site"), *urls, settings="config.settings.dev")
    site.manage("migrate", "--verbosity=0")
    site.manage("load_profile", "kristianstad")
    site.manage("load_demo")
    server = DevelopmentServer(site)
    try:
        server.start()
        server.wait()
        yield server.address
    finally:
        server.kill()


@pytest.fixture(scope="module")
def browser(served: str) -> Iterator[Browser]:
    path = chromium()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_ARGS))
        yield running
        running.close()


@dataclass
class Seen:
    """What somebody saw on the way; the same, whatever answers."""

    counts: dict[str, Any] = field(default_factory=dict)
    titles: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Journey:
    """Somebody with a browser, which may have no JavaScript, and a script that asks the API."""

    page: Page
    address: str
    away: bool  # whether the search engine is
    seen: Seen = field(default_factory=Seen)

    @property
    def engine(self) -> str:
        return "postgresql" if self.away else "opensearch"

    def api(self, **asked: str) -> dict[str, Any]:
        """What the API answers, by the engine that should."""
        answer = requests.get(f"{self.address}/api/calls/", params=asked, timeout=60)
        assert answer.status_code == 200
        assert answer.json()["engine"] == self.engine
        return answer.json()

    def list_shows(self, name: str, **asked: str) -> None:
        """The list has what the API says, and the line where the engine is away."""
        answer = self.api(**asked)
        lines = self.page.locator(".call-line")
        expect(lines).to_have_count(min(answer["count"], 15))
        assert (self.page.locator("#count").text_content() or "").split()[0] == str(answer["count"])
        shown = [title.strip() for title in lines.locator(".line-title").all_text_contents()]
        assert shown == [result["title"] for result in answer["results"]][: len(shown)]
        notice = self.page.locator("p.stand-in[role=status]")
        expect(notice).to_have_count(int(self.away))
        self.seen.counts[name], self.seen.titles[name] = answer["count"], shown

    def to_an_area(self) -> None:
        """From the start page to the open calls of one priority area: one click."""
        self.page.goto(f"{self.address}/sv/")
        self.page.get_by_role("link", name=AREA).first.click()
        expect(self.page.locator("input[name=priority]:checked")).to_have_value(SLUG)
        lines = self.page.locator(".call-line")
        expect(lines.filter(has_text=AREA)).to_have_count(lines.count())
        self.list_shows("area", priority=SLUG)
        assert says_so(self.page.content()) == self.away

    def to_an_area_by_the_filters(self) -> None:
        """The same in three clicks, through the search page; on a phone the filters unfold."""
        self.page.goto(f"{self.address}/sv/")
        self.page.get_by_role("navigation").get_by_role("link", name="Utlysningar").click()
        self.list_shows("open")
        if not self.page.get_by_label(AREA).is_visible():
            self.page.locator(".fold > summary").click()
        self.page.get_by_label(AREA).check()
        self.page.get_by_role("button", name="Visa utlysningar").click()
        self.list_shows("area by filter", priority=SLUG)

    def to_a_call(self) -> None:
        """A Swedish word finds calls in English, and says why; the call and its calendar."""
        self.page.goto(f"{self.address}/sv/utlysningar/")
        self.page.get_by_role("searchbox").first.fill(WORD)
        self.page.get_by_role("button", name="Sök").first.click()
        self.list_shows("word", q=WORD)
        expect(self.page.locator(".why mark").first).to_be_visible()
        link = self.page.locator(".line-title a").first
        title = (link.text_content() or "").strip()
        link.click()
        expect(self.page.locator("h1")).to_have_text(title)
        calendar = self.page.locator("a[href$='.ics']").first.get_attribute("href") or ""
        answer = requests.get(f"{self.address}{urlsplit(calendar).path}", timeout=60)
        assert answer.headers["Content-Type"].startswith("text/calendar")
        assert answer.text.startswith("BEGIN:VCALENDAR")
        assert "BEGIN:VEVENT" in answer.text

    def in_english(self) -> None:
        """The other language is one click away and has the same calls."""
        self.page.goto(f"{self.address}/sv/utlysningar/?q={WORD}")
        self.page.locator(".head a[hreflang=en]").click()
        expect(self.page.locator("html")).to_have_attribute("lang", "en")
        assert urlsplit(self.page.url).path == "/en/calls/"
        self.list_shows("english", q=WORD, lang="en")

    def nothing_found(self) -> None:
        """Where nothing is found, the page says which filter to drop."""
        self.page.goto(f"{self.address}/sv/utlysningar/?q={WORD}&grant_min=999999999")
        self.list_shows("nothing", q=WORD, grant_min="999999999")

    def go(self) -> Seen:
        """All of it."""
        self.api()
        for part in (
            self.to_an_area,
            self.to_an_area_by_the_filters,
            self.to_a_call,
            self.in_english,
            self.nothing_found,
        ):
            part()
        health = requests.get(f"{self.address}/healthz", timeout=60)
        assert (health.status_code, health.json()["status"]) == (200, "ok")
        return self.seen


def travelled(browser: Browser, address: str, pictures: Path, *, away: bool) -> list[Seen]:
    """The journeys on a phone without JavaScript and on a desk, with a picture of each."""
    seen = []
    for width in (360, 1440):
        context = browser.new_context(
            locale="sv-SE",
            viewport={"width": width, "height": 900},
            java_script_enabled=width > 360,
        )
        context.set_default_timeout(60_000)
        page = context.new_page()
        seen.append(Journey(page, address, away).go())
        page.goto(f"{address}/sv/utlysningar/?q={WORD}")
        name = f"{'away' if away else 'well'}-{width}.png"
        page.screenshot(path=pictures / name)
        context.close()
    return seen


def test_every_journey_with_the_search_engine_and_without(
    served: str,
    browser: Browser,
    own_node: OpenSearch,
    tmp_path: Path,
    print_line: Callable[[str], None],
) -> None:
    well = travelled(browser, served, tmp_path, away=False)
    assert well[0].counts["area"] >= 1
    assert well[0].counts["word"] >= 1
    own_node.kill()
    # Who notices is answered by the database too.
    away = travelled(browser, served, tmp_path, away=True)
    assert [asdict(seen) for seen in away] == [asdict(seen) for seen in well]
    print_line(f"on OpenSearch and without it: {well[0].counts}; pictures in {tmp_path}")
