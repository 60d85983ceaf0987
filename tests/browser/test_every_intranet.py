"""The intranets of all five municipalities, each walked through by every demo log-in.

Each has the form that its own document describes: contact persons, an administrative group, or
neither. Whatever a link there leads to opens or says why not, fits a phone, and axe finds nothing.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from home.loading.profiles import bundled
from tests.browser.axe import violations
from tests.browser.conftest import said_by_policies, served
from tests.browser.test_every_kind_of_page import NARROW, WIDE
from tests.browser.test_intranet import logged_in, too_wide
from tests.own_database import site_copied

pytestmark = [pytest.mark.browser, pytest.mark.soak]

PEOPLE = ("member", "contact", "strategist", "editor", "admin")
BEGIN = {"sv": ("/sv/natverk/", "/sv/natverk/mina-uppgifter/"), "en": ("/en/network/",)}
SIZES: dict[str, ViewportSize] = {"sv": NARROW, "en": WIDE}
A_FILE = re.compile(r"\.(ics|csv)$|/(filer|files)/\d+/$")  # is saved, not shown
MOST = 80  # pages of one person in one language
OPENS = {200, 403}  # 403 is a page that says whom to ask


@pytest.fixture(scope="module", params=bundled())
def a_demo_site(
    request: pytest.FixtureRequest, browser: Browser, database_folder: Path
) -> Iterator[str]:
    """The address of a municipality's site with its demo content."""
    with (
        site_copied(database_folder, request.param, demo=True) as name,
        served(name) as running,
    ):
        yield running.url


def links(page: Page, language: str) -> set[str]:
    """The paths of the intranet that the page leads to, without questions and fragments."""
    found = page.eval_on_selector_all("main a[href], header a[href]", "all => all.map(a => a.href)")
    paths = {urlsplit(urljoin(page.url, link)).path for link in found}
    here = BEGIN[language][0]
    return {path for path in paths if path.startswith(here) and not A_FILE.search(path)}


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", PEOPLE)
def test_whatever_a_person_is_led_to_opens_fits_and_is_accessible(
    browser: Browser, a_demo_site: str, name: str, language: str
) -> None:
    size = SIZES[language]
    context = browser.new_context(
        locale="sv-SE", color_scheme="dark" if language == "en" else "light", viewport=size
    )
    refused = said_by_policies(context, "enforce")
    page = logged_in(context, a_demo_site, name)
    todo, seen = [*BEGIN[language]], set(BEGIN[language])
    found: list[tuple[object, ...]] = []
    while todo and len(seen) < MOST:
        path = todo.pop(0)
        answer = page.goto(a_demo_site + path)
        status = answer.status if answer else None
        if status not in OPENS:
            found.append((path, "status", status))
        found += [(path, *one) for one in violations(page)]
        found += [(path, width, by) for width, by in too_wide(page, size)]
        new = sorted(links(page, language) - seen)
        seen.update(new)
        todo += new
    context.close()
    assert [*found, *refused] == []
