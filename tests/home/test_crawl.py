"""Every public page of all five municipalities, in both languages, followed link by link.

Of the five, one in full and one with nothing in it are read in every run, the others in the long.
"""

from collections.abc import Callable
from functools import cache as once
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from tests import html_checker
from tests.crawl import Crawl, Found
from tests.home.marks import NAMES, of_the_others
from tests.own_database import site_used
from tests.parts import require

IN_FULL = "kristianstad"
# Calls and programmes are the same for all five: of the other four some are enough.
SOME = {"call": 3, "call_list?": 4, "programme": 3, "call_calendar": 1}
EMPTY = "kavlinge"  # read without demo content too: what a page says where there is nothing
NOT_HERE = ("/sv/finns-inte/", "/en/not-here/")
FORMS = (
    *("/sv/anmal-besok/", "/en/visit/", "/sv/rapportera-fel/", "/en/report-a-fault/"),
    *("/sv/partnerforslag/", "/en/partner-proposal/"),
)
SITE = tuple[str, bool]  # whose, and whether with demo content
# Another database answers other queries, which one site shows as well as six.
SITES: list[SITE] = [(IN_FULL, True)] + [(EMPTY, False)] * (connection.vendor == "sqlite")
OTHERS: list[SITE] = [(name, True) for name in NAMES if name != IN_FULL]


@pytest.fixture(scope="module")
def crawls(database_folder: Path) -> Callable[[SITE], list[Found]]:
    """Every page of a site, read once for all tests."""

    @once
    def read(site: SITE) -> list[Found]:
        name, demo = site
        cache.clear()  # the last site's
        with site_used(database_folder, name, demo=demo):
            return crawled({} if name == IN_FULL else SOME)

    return read


@pytest.mark.parametrize(
    "site", [*SITES, *(pytest.param(site, marks=pytest.mark.soak) for site in OTHERS)], ids=str
)
def test_every_page_is_whole_and_this_municipality_s_own(
    crawls: Callable[[SITE], list[Found]], site: Any
) -> None:
    name, demo = site
    found = crawls(site)
    least = 300 if name == IN_FULL else 100 if demo else 80
    assert len(found) > least, "the crawl misses most of the site"
    assert [f"{page.path}: {problem}" for page in found for problem in page.problems] == []
    others = of_the_others(name)
    assert {page.path: others.findall(unescape(page.markup)) for page in found} == {
        page.path: [] for page in found
    }


@pytest.mark.any_database
@pytest.mark.parametrize(
    "sites", [SITES, pytest.param(OTHERS, marks=pytest.mark.soak)], ids=["some", "others"]
)
def test_every_page_is_valid(
    crawls: Callable[[SITE], list[Found]], sites: Any, tmp_path: Path
) -> None:
    """Where there is a checker; see the next test."""
    if html_checker.command():
        pages = {
            f"{site} {page.path} ({n})": page.markup
            for site in sites
            for n, page in enumerate(crawls(site))
        }
        assert html_checker.errors(pages, tmp_path) == []


def crawled(most: dict[str, int]) -> list[Found]:
    """Every page that leads somewhere, and those that nothing leads to."""
    client = Client()
    crawl = Crawl(client, most)
    found = crawl.pages()
    assert crawl.unrequited(found) == []
    for path in NOT_HERE:
        found.append(crawl.page(path, client.get(path).content.decode()))
    for path in FORMS:
        answer = client.post(path, {"email": "nobody"})
        assert answer.status_code == 422, path
        found.append(crawl.page(path, answer.content.decode()))
    assert not client.cookies
    return found


def test_the_html_checker_is_there() -> None:
    """Without it the test above says nothing about valid HTML."""
    require(
        "the Nu Html Checker",
        bool(html_checker.command()),
        "`make test` fetches it where there is Java and Maven; or set VNU_JAR to vnu.jar",
    )


def test_the_html_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    if html_checker.command():
        bad = "<!doctype html><html lang=sv><title>x</title><p><h2>a</h2></p>"
        (error,) = html_checker.errors({"/sv/": bad}, tmp_path)
        assert error.startswith("/sv/: No “p” element in scope")
