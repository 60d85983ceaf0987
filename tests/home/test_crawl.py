"""Every public page of all five municipalities, in both languages, followed link by link."""

import pytest
from django.core.management import call_command

from tests import html_checker
from tests.crawl import Found, crawl

NAMES = {
    "kavlinge": ("Kävlinge", "kavlinge"),
    "kristianstad": ("Kristianstad", "kristianstad"),
    "osthammar": ("Östhammar", "osthammar"),
    "tyreso": ("Tyresö", "tyreso"),
    "vaxjo": ("Växjö", "vaxjo"),
}
WITH_DEMO = "kristianstad"

pytestmark = pytest.mark.django_db


def whole_site(client, name) -> list[Found]:
    call_command("load_profile", name, verbosity=0)
    if name == WITH_DEMO:
        call_command("load_demo", verbosity=0)
    return list(crawl(client))


@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_whole_and_is_this_municipality_s_own(client, name, tmp_path):
    found = whole_site(client, name)
    problems = [f"{page.path}: {problem}" for page in found for problem in page.problems]
    assert problems == []
    assert len(found) > (60 if name == WITH_DEMO else 10), "the crawl misses most of the site"
    for language in ("sv", "en"):
        assert sum(page.path.startswith(f"/{language}/") for page in found) > 4
    others = [word for key, words in NAMES.items() if key != name for word in words]
    assert [
        f"{page.path}: {word}" for page in found for word in others if word in page.markup
    ] == []
    assert not client.cookies


def test_every_page_is_valid_html(client, tmp_path):
    html_checker.command()
    pages = {page.path: page.markup for page in whole_site(client, WITH_DEMO)}
    assert html_checker.errors(pages, tmp_path) == []
