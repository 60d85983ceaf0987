"""Every public page of all five municipalities, in both languages, followed link by link."""

from html import unescape
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from tests import html_checker
from tests.crawl import Crawl, Found
from tests.home.marks import NAMES, of_the_others
from tests.parts import require

IN_FULL = "kristianstad"
# Calls and programmes are the same for all five: of the other four some are enough.
SOME = {"call": 3, "call_list?": 4, "programme": 3, "call_calendar": 1}
EMPTY = "kavlinge"  # read without demo content too: what a page says where there is nothing
NOT_HERE = ("/sv/finns-inte/", "/en/not-here/")
FORMS = ("/sv/anmal-besok/", "/en/visit/", "/sv/rapportera-fel/", "/en/report-a-fault/")
FORMS += ("/sv/partnerforslag/", "/en/partner-proposal/")

pytestmark = pytest.mark.django_db


# Another database answers other queries, which one municipality shows as well as five.
@pytest.mark.parametrize("name", NAMES if connection.vendor == "sqlite" else [IN_FULL])
def test_every_page_is_whole_valid_and_this_municipality_s_own(client, name, tmp_path):
    call_command("load_profile", name, verbosity=0)
    found = crawled(client, SOME) if name == EMPTY else []
    call_command("load_demo", verbosity=0, stdout=StringIO(), stderr=StringIO())
    found += crawled(client, {} if name == IN_FULL else SOME)
    assert len(found) > (300 if name == IN_FULL else 100), "the crawl misses most of the site"
    assert [f"{page.path}: {problem}" for page in found for problem in page.problems] == []
    others = of_the_others(name)
    assert {page.path: others.findall(unescape(page.markup)) for page in found} == {
        page.path: [] for page in found
    }
    assert invalid(found, tmp_path) == []
    assert not client.cookies


def crawled(client: Client, most: dict[str, int]) -> list[Found]:
    """Every page that leads somewhere, and those that nothing leads to."""
    crawl = Crawl(client, most)
    found = crawl.pages()
    assert crawl.unrequited(found) == []
    for path in NOT_HERE:
        found.append(crawl.page(path, client.get(path).content.decode()))
    for path in FORMS:
        answer = client.post(path, {"email": "nobody"})
        assert answer.status_code in (200, 422), path
        found.append(crawl.page(path, answer.content.decode()))
    return found


def invalid(pages: list[Found], folder: Path) -> list[str]:
    """What the checker says, where there is one (see the next test)."""
    if not html_checker.command():
        return []
    markup = {f"{page.path} ({n})": page.markup for n, page in enumerate(pages)}
    return html_checker.errors(markup, folder)


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
