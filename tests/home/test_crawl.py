"""Every public page of all five municipalities, in both languages, followed link by link."""

from html import unescape
from pathlib import Path

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
FORMS = ("/sv/anmal-besok/", "/en/visit/", "/sv/rapportera-fel/", "/en/report-a-fault/")
FORMS += ("/sv/partnerforslag/", "/en/partner-proposal/")
# Another database answers other queries, which one municipality shows as well as five.
CRAWLED = list(NAMES) if connection.vendor == "sqlite" else [IN_FULL]


@pytest.fixture(scope="module")
def crawls(beside: Path) -> dict[str, list[Found]]:
    """Every page of every municipality's site, by the municipality."""
    found: dict[str, list[Found]] = {name: [] for name in CRAWLED}
    for name in CRAWLED:
        for demo in (False, True) if name == EMPTY else (True,):
            cache.clear()  # the last site's
            with site_used(beside, name, demo=demo):
                found[name] += crawled({} if name == IN_FULL else SOME)
    return found


@pytest.mark.parametrize("name", CRAWLED)
def test_every_page_is_whole_and_this_municipality_s_own(crawls, name):
    found = crawls[name]
    assert len(found) > (300 if name == IN_FULL else 100), "the crawl misses most of the site"
    assert [f"{page.path}: {problem}" for page in found for problem in page.problems] == []
    others = of_the_others(name)
    assert {page.path: others.findall(unescape(page.markup)) for page in found} == {
        page.path: [] for page in found
    }


@pytest.mark.any_database
def test_every_page_is_valid(crawls, tmp_path):
    """Where there is a checker; see the next test."""
    if html_checker.command():
        pages = {
            f"{name} {page.path} ({n})": page.markup
            for name, found in crawls.items()
            for n, page in enumerate(found)
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
        assert answer.status_code in (200, 422), path
        found.append(crawl.page(path, answer.content.decode()))
    assert not client.cookies
    return found


def test_the_html_checker_is_there():
    """Without it the test above says nothing about valid HTML."""
    require(
        "the Nu Html Checker",
        bool(html_checker.command()),
        "`make test` fetches it where there is Java and Maven; or set VNU_JAR to vnu.jar",
    )


def test_the_html_checker_finds_what_is_wrong(tmp_path):
    if html_checker.command():
        bad = "<!doctype html><html lang=sv><title>x</title><p><h2>a</h2></p>"
        (error,) = html_checker.errors({"/sv/": bad}, tmp_path)
        assert error.startswith("/sv/: No “p” element in scope")
