"""News: the list as its own archive, what it is about, and the feeds."""

from datetime import date
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.models import SectionVisibility
from tests.as_read import as_read
from tests.factories.calls import area
from tests.factories.core import UserFactory
from tests.factories.news import news, news_index
from tests.required import required

pytestmark = pytest.mark.django_db

LIST = "/sv/nyheter/"


def page(client: Client, url: str = LIST) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return as_read(answer.content.decode())


def items(client: Client, url: str) -> list[dict[str, str | None]]:
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/rss+xml")
    channel = required(ElementTree.fromstring(answer.content).find("channel"))
    return [{part.tag: part.text for part in item} for item in channel.findall("item")]


def test_the_archive_is_addresses_newest_first(client: Client) -> None:
    news("Older", date(2026, 3, 2), lead="What happened.")
    news("Newer", date(2026, 11, 2))
    news("Last year", date(2025, 11, 5))
    everything = page(client)
    assert everything.index("Newer") < everything.index("Older") < everything.index("Last year")
    assert 'href="/sv/nyheter/2025/"' in everything
    assert 'href="/sv/nyheter/2026/3/"' in everything
    assert 'href="/sv/nyheter/newer/"' in everything
    year = page(client, f"{LIST}2026/")
    assert ("Older" in year, "Newer" in year, "Last year" in year) == (True, True, False)
    month = page(client, f"{LIST}2026/3/")
    assert ("Older" in month, "Newer" in month) == (True, False)
    assert "mars 2026: 1 nyhet" in month
    for empty in ("2024/", "2026/4/", "2026/13/"):
        assert client.get(f"{LIST}{empty}").status_code == 404


def test_news_is_found_by_area_and_by_tag(client: Client) -> None:
    news("Water", date(2026, 3, 2), areas=("vatten",), tags=("LIFE",))
    news("School", date(2026, 3, 3), areas=("skola",), tags=("Erasmus+",))
    about = page(client, f"{LIST}?area=vatten")
    assert ("Water" in about, "School" in about) == (True, False)
    assert 'href="/sv/omraden/vatten/"' in about
    tagged = page(client, f"{LIST}?tag=erasmus")
    assert ("Water" in tagged, "School" in tagged) == (False, True)
    assert "Det finns inga nyheter om detta." in page(client, f"{LIST}?area=vatten&tag=erasmus")
    # A word that nobody knows, or that is not a slug at all, finds nothing and breaks nothing.
    assert "Det finns inga nyheter om detta." in page(client, f"{LIST}?area=%00&page=-7")
    item = page(client, "/sv/nyheter/water/")
    assert 'href="/sv/nyheter/?tag=life"' in item
    assert 'href="/sv/omraden/vatten/"' in item


def test_a_long_list_has_pages_that_keep_the_filter(client: Client) -> None:
    for number in range(1, 14):
        news(f"News number {number}.", date(2026, 3, number), areas=("vatten",))
    first = page(client, f"{LIST}?area=vatten")
    assert "number 13." in first
    assert "number 1." not in first
    assert 'href="?area=vatten&amp;page=2"' in first
    assert "number 1." in page(client, f"{LIST}?area=vatten&page=2")


def test_without_news_it_says_so(client: Client) -> None:
    news_index()
    assert "Det finns inga nyheter än." in page(client)
    assert items(client, "/feeds/nyheter/") == []


def test_each_language_has_its_own_news_and_feed(client: Client) -> None:
    news("Vatten", date(2026, 3, 2), lead="Om vatten.", areas=("vatten",))
    news("Water", date(2026, 3, 2), language="en")
    news("Skola", date(2026, 3, 4), is_demo=True)
    assert "Vatten" not in page(client, "/en/news/")
    skola, vatten = items(client, "/feeds/nyheter/")
    assert skola["title"] == "Skola (Demo)"
    assert vatten["title"] == "Vatten"
    assert vatten["link"] == "http://testserver/sv/nyheter/vatten/"
    assert vatten["description"] == "Om vatten."
    assert vatten["category"] == "Vatten"
    assert vatten["pubDate"] == "Mon, 02 Mar 2026 08:00:00 +0100"
    assert [item["title"] for item in items(client, "/feeds/news/")] == ["Water"]
    assert [item["title"] for item in items(client, "/feeds/nyheter/vatten/")] == ["Vatten"]
    assert items(client, "/feeds/news/vatten/") == []
    assert client.get("/feeds/nyheter/ingenting/", follow=True).status_code == 404


def test_readers_of_feeds_find_them(client: Client) -> None:
    news("Vatten", date(2026, 3, 2), areas=("vatten",))
    link = '<link rel="alternate" type="application/rss+xml"'
    assert f'{link} title="Nyheter" href="/feeds/nyheter/">' in page(client, "/sv/")
    assert f'{link} title="News" href="/feeds/news/">' in page(client, "/en/")
    assert 'href="/feeds/nyheter/vatten/">' in page(client, "/sv/omraden/vatten/")


def test_what_is_not_public_is_in_no_list_count_archive_or_feed(client: Client) -> None:
    news("Open", date(2026, 3, 2), areas=("vatten",))
    news("Canary draft", date(2025, 4, 2), areas=("vatten",), tags=("secret",), live=False)
    closed = news("Canary closed", date(2024, 5, 2), areas=("hidden",), tags=("secret",))
    SectionVisibility.objects.create(page=closed, visibility="staff")
    places = [LIST, f"{LIST}?area=vatten", "/sv/omraden/vatten/", "/sv/omraden/hidden/"]
    places += ["/feeds/nyheter/", "/feeds/nyheter/vatten/", "/feeds/nyheter/hidden/"]
    for url in places:
        shown = page(client, url)
        assert "Canary" not in shown, url
        assert "tag=secret" not in shown, url
    assert "2024" not in page(client)
    assert client.get(f"{LIST}2024/").status_code == 404
    # Staff read it on the site. A feed is the same for everybody: what it holds is kept elsewhere.
    client.force_login(UserFactory.create())
    assert "Canary closed" in page(client)
    assert "Canary draft" not in page(client)
    assert "Canary" not in page(client, "/feeds/nyheter/")


@pytest.mark.any_database
def test_the_number_of_queries_is_the_same_for_little_news_and_much(client: Client) -> None:
    def count(url: str) -> int:
        page(client, url)
        with CaptureQueriesContext(connection) as queries:
            page(client, url)
        return len(queries)

    area("skola")
    urls = (LIST, "/feeds/nyheter/", "/sv/omraden/vatten/")
    news("The first", date(2026, 1, 1), areas=("vatten",), tags=("LIFE",))
    before = [count(url) for url in urls]
    for number in range(9):
        slugs = ("vatten", "skola")
        news(f"News {number}", date(2026, 1 + number, 2), areas=slugs, tags=(f"Tag {number}",))
    assert [count(url) for url in urls] == before
