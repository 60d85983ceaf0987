"""What a person sees on the search page, and a script in the API, with each engine."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.access.visibility import Visibility
from opportunities.finding.search import kept_calls
from tests.as_read import as_read
from tests.core.search.contract.engines import UnderTest
from tests.factories.calls import area, call, municipality
from tests.factories.core import UserFactory
from tests.required import required

pytestmark = pytest.mark.django_db

EVIL = "<script>alert(1)</script>"
MESSY = f"{EVIL} & \"quoted\" 'herons' </a>"
API, PAGE = "/api/calls/", "/sv/utlysningar/"


@pytest.fixture(scope="module", autouse=True)
def calls(engine: UnderTest) -> Iterator[None]:
    """Calls in the database and in the engine under test, to read and not to change."""
    with engine.emptied():
        with engine.told():
            municipality()
            area("unused")
            call(
                MESSY,
                description=f"<p>A heron &lt;img src=x onerror=alert(1)&gt; &amp;amp; {EVIL}</p>",
                keywords=["<b>heron</b>", '" onmouseover="alert(1)'],
                days=90,
            )
            call("Canary of the network", visibility=Visibility.NETWORK, areas=("water",))
            call("Canary of the staff", visibility=Visibility.STAFF, areas=("water",))
            for number in range(33):
                call(
                    f"Otter {number:02}",
                    days=1 + number % 5,
                    areas=("water", "energy")[: number % 3],
                    audiences=("school",) if number % 4 else (),
                    programme_slug=("life", "cerv")[number % 2],
                    identifier=f"OTT/{number}",
                )
        yield


@pytest.fixture
def ask(client: Client, engine: UnderTest) -> Callable[..., dict[str, Any]]:
    def answer(**parameters: Any) -> Any:
        response = client.get(API, parameters)
        assert response.status_code == 200, response.content
        assert response.json()["engine"] == engine.name
        return response.json()

    return answer


@pytest.fixture
def page(client: Client) -> Callable[..., BeautifulSoup]:
    def read(query: str = "", **parameters: Any) -> Any:
        response = client.get(f"{PAGE}{query}", parameters or None)
        assert response.status_code == 200
        soup = BeautifulSoup(as_read(response.content.decode()), "html.parser")
        assert not soup.select("p.notice[role=status]"), "another engine stood in"
        return soup

    return read


def titles(soup: BeautifulSoup) -> list[str]:
    return [a.get_text() for a in soup.select(".line-title a")]


def counts(answer: Any, facet: Any) -> dict[Any, Any]:
    return {value["value"]: value["count"] for value in answer["facets"][facet]}


def test_the_page_and_the_api_find_the_same_in_the_same_order(
    ask: Callable[..., dict[str, Any]], page: Callable[..., BeautifulSoup]
) -> None:
    for parameters in ({"q": "otter"}, {"q": "otter", "sort": "newest", "page": 2}):
        found = [result["title"] for result in ask(**parameters)["results"]]
        assert found
        assert found == titles(page(**parameters))


def test_the_facets_have_their_labels_and_their_zeros(ask: Callable[..., dict[str, Any]]) -> None:
    answer = ask(q="otter", priority="water", status="all")
    assert answer["count"] == 22
    assert counts(answer, "priority") == {"unused": 0, "water": 22, "energy": 11}
    assert counts(answer, "programme") == {"life": 11, "cerv": 11}
    assert counts(answer, "status") == {"open": 22, "forthcoming": 0, "closed": 0}


def test_the_page_counts_what_the_api_counts(
    ask: Callable[..., dict[str, Any]], page: Callable[..., BeautifulSoup]
) -> None:
    soup = page(q="otter", priority="water")
    said = {box["value"]: box for box in soup.select("input[name=priority]")}
    assert set(said) == set(counts(ask(q="otter", priority="water"), "priority"))
    assert said["water"].has_attr("checked")
    assert required(soup.select_one("#count")).get_text().startswith("22 ")


def test_filters_from_the_address(ask: Callable[..., dict[str, Any]]) -> None:
    assert ask(q="otter", programme="life", audience="school")["count"] == 8
    day = timezone.localdate() + timedelta(days=1)
    assert ask(q="otter", deadline_from=day, deadline_to=day)["count"] == 7
    assert ask(q="otter", status="closed")["count"] == 0
    assert ask(q="OTT/17")["results"][0]["identifier"] == "OTT/17"


def test_following_the_pages_shows_every_call_once(page: Callable[..., BeautifulSoup]) -> None:
    found, address = [], "?q=otter"
    while address:
        soup = page(address)
        found += titles(soup)
        following = soup.select_one("a[rel=next]")
        address = str(following["href"]) if following else ""
    assert sorted(found) == [f"Otter {number:02}" for number in range(33)]


def test_a_page_past_the_last_is_the_last_on_the_page_and_empty_in_the_api(
    ask: Callable[..., dict[str, Any]], page: Callable[..., BeautifulSoup]
) -> None:
    assert titles(page("?q=otter&page=900")) == titles(page("?q=otter&page=3"))
    answer = ask(q="otter", page=10**9, page_size=100)
    assert (answer["count"], answer["results"]) == (33, [])


@pytest.mark.parametrize(
    "q",
    [
        "heron",
        '"a heron"',
        "herons alert",
        "script",
        '<script>"heron',
        # a phrase has whatever stands between its words
        '"heron img src x onerror alert 1 amp"',
        '"1 script quoted herons a"',
    ],
)
def test_nothing_that_comes_from_outside_is_markup_on_the_page(
    page: Callable[..., BeautifulSoup], q: str
) -> None:
    soup = page(q=q)
    assert titles(soup) == [MESSY]
    line = required(soup.select_one(".call-line"))
    assert not line.select("script, img, mark *, [onmouseover], [onerror]")
    assert not [script for script in soup.select("script") if "alert" in script.get_text()]
    assert required(soup.select_one("input[name=q]"))["value"] == q


def test_the_page_marks_the_words_and_nothing_else(page: Callable[..., BeautifulSoup]) -> None:
    soup = page(q="heron")
    assert {mark.get_text() for mark in soup.select(".why mark")} == {"herons", "heron"}
    snippet = required(soup.select_one(".snippet"))
    assert snippet.get_text().startswith("A heron <img src=x onerror=alert(1)> &amp;")
    assert [mark.get_text() for mark in snippet.select("mark")] == ["heron"]


def test_the_reasons_are_in_the_api(ask: Callable[..., dict[str, Any]]) -> None:
    reasons = ask(q="herons")["results"][0]["reasons"]
    assert {reason["field"] for reason in reasons} == {"title", "keywords", "text"}
    assert {reason["word"] for reason in reasons} == {"herons", "heron"}
    assert {reason["via"] for reason in reasons} == {None}


def test_each_reader_finds_what_is_theirs(
    ask: Callable[..., dict[str, Any]], page: Callable[..., BeautifulSoup], client: Client
) -> None:
    def found() -> set[Any]:
        answer = ask(q="canary", status="all")
        shown = [result["title"] for result in answer["results"]]
        assert answer["count"] == counts(answer, "priority")["water"] == len(shown)
        assert titles(page(q="canary", status="all")) == shown
        ways = page(q="canary", status="closed").select(".drops a")
        assert [way["href"] for way in ways] == ["?q=canary&status=open"][: len(shown)]
        return set(shown)

    assert found() == set()
    client.force_login(UserFactory.create())
    assert found() == {"Canary of the staff"}
    client.force_login(UserFactory.create(is_superuser=True))
    assert found() == {"Canary of the staff", "Canary of the network"}


def test_where_nothing_is_found_the_page_says_what_to_drop(
    page: Callable[..., BeautifulSoup],
) -> None:
    drops = page(q="otter", status="closed", programme="life").select(".drops a")
    assert [a["href"] for a in drops] == ["?q=otter&programme=life&status=open"]


@pytest.mark.parametrize(
    "text",
    ["%00", "%ED%A0%80", "%FF%FE", "otter%00heron", "%F0%9F%A6%A6", "%22", "%25s", "+", "%C2%AD"],
)
def test_no_bytes_in_the_address_break_the_search(
    client: Client, engine: UnderTest, text: str
) -> None:
    for where in (API, PAGE, "/en/calls/"):
        assert client.get(f"{where}?q={text}", follow=True).status_code == 200


@pytest.mark.parametrize(
    "text", ["NEAR(", "a' OR '1'='1", "otter & !heron | <->", '{"query": 1}', "\\"]
)
def test_no_operators_in_the_address_break_the_search(
    client: Client, engine: UnderTest, text: str
) -> None:
    for where in (API, PAGE):
        assert client.get(f"{where}?q={quote(text)}", follow=True).status_code == 200


@pytest.mark.parametrize("where", [API, PAGE])
def test_the_number_of_database_queries_does_not_follow_the_number_of_hits(
    client: Client, where: Any
) -> None:
    def queries(**parameters: Any) -> int:
        kept_calls.forget()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(where, parameters).status_code == 200
        return len(captured)

    queries(q="otter 06")  # what is read once is read
    few, many = queries(q="otter 07"), queries(q="otter", page_size=30, page=1)
    assert few == many == queries(q="otter 08", priority="water", sort="newest") <= 8
    assert queries(q="otter", page=2) == many - 2  # its words are known by now
