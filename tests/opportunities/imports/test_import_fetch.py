"""Asking the portal live, against a real server on loopback."""

import json
import socket
from typing import Any

import pytest

from opportunities.imports.errors import FeedError
from opportunities.imports.portal import PortalFeed, fetch
from opportunities.imports.portal.fetch import Patience
from tests.factories.opportunities import feed, result
from tests.fakes.portal import Answer, portal

HASTY = Patience(connect=2, read=0.3, page=5, retries=2, backoff=0)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def in_pages(results: Any, size: int = 100) -> Any:
    """Answers a page at a time and, past the end, an empty one."""

    def answer(asked: Any) -> Any:
        start = (asked.page - 1) * size
        found = results[start : start + size]
        return Answer(feed(*found, totalResults=len(results), pageNumber=asked.page))

    return answer


def download(url: str, patience: Any = HASTY) -> Any:
    return PortalFeed(patience=patience).download(url)


def refused(answer: Any, patience: Any = HASTY) -> str:
    """The sentence with which a feed is refused."""
    with portal(answer) as server, pytest.raises(FeedError) as caught:
        download(server.url, patience)
    assert str(caught.value).endswith(".")
    return str(caught.value)


def test_every_page_is_asked_for_as_the_portal_wants_it() -> None:
    results = [result(f"A-{n:03}") for n in range(250)]
    with portal(in_pages(results)) as server:
        pages = download(server.url)
    assert [r["reference"] for p in pages for r in p.results] == [r["reference"] for r in results]
    assert [a.page for a in server.asked] == [1, 2, 3, 4]
    first = server.asked[0]
    assert first.parameters == {
        "apiKey": "SEDIA",
        "text": "***",
        "pageSize": "100",
        "pageNumber": "1",
    }
    assert {name: kind for name, (kind, _text) in first.parts.items()} == dict.fromkeys(
        ("query", "languages", "sort"), "application/json file=True"
    )
    asked = {name: json.loads(text) for name, (_kind, text) in first.parts.items()}
    assert asked["sort"] == {"field": "identifier", "order": "ASC"}
    assert asked["languages"] == ["en"]
    assert {"terms": {"status": ["31094501", "31094502"]}} in asked["query"]["bool"]["must"]


def test_it_stops_where_a_page_brings_nothing_new() -> None:
    results = [result(f"A-{n}") for n in range(5)]

    def answer(asked: Any) -> Any:
        return Answer(feed(*results[:3] if asked.page == 1 else results[2:], totalResults=6))

    with portal(answer) as server:
        pages = download(server.url)
    assert [len(p.results) for p in pages] == [3, 3]
    assert len(server.asked) == 3


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_passing_failure_is_asked_again(status: int) -> None:
    failures = [Answer(status=status, headers={"Retry-After": "0"}), Answer(status=status)]

    def answer(asked: Any) -> Any:
        return failures.pop() if failures else in_pages([result()])(asked)

    with portal(answer) as server:
        (page,) = download(server.url)
    assert [asked.page for asked in server.asked] == [1, 1, 1, 2]
    assert page.results[0]["metadata"]["identifier"] == ["LIFE-2027-WATER"]


@pytest.mark.parametrize("status", [500, 503])
def test_a_lasting_failure_is_given_up(status: int) -> None:
    asked = []

    def answer(request: Any) -> Any:
        asked.append(request)
        return Answer(status=status)

    refused(answer)
    assert len(asked) == 1 + HASTY.retries


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404])
def test_a_refusal_is_not_asked_again(status: int) -> None:
    asked = []

    def answer(request: Any) -> Any:
        asked.append(request)
        return Answer(status=status, headers={"Location": "/elsewhere"})

    assert str(status) in refused(answer)
    assert len(asked) == 1


def whole() -> Any:
    return json.dumps(feed(*[result(f"A-{n}") for n in range(30)])).encode()


@pytest.mark.parametrize(
    "answer",
    [
        Answer(body=b""),
        Answer(body=b"<html>Down for maintenance</html>"),
        Answer(body=b"\xff\xfe\x00"),
        Answer(body=b"[" * 100_000),
        Answer(body=whole()[:-50]),
        Answer(body=whole()[:-50], length=len(whole())),
        Answer(value=[]),
        Answer(value={"results": "none"}),
        Answer(value={"error": "no"}),
        Answer(value=feed()),
        Answer(value=feed(result(), totalResults="many")),
        Answer(value=feed(result(), totalResults=-1)),
        Answer(value=feed(result(), totalResults=True)),
    ],
    ids=lambda a: str(a.body or a.value)[:20],
)
def test_an_answer_that_is_no_feed_is_refused(answer: Any) -> None:
    refused(lambda _asked: answer)


def test_a_feed_that_is_cut_short_is_refused() -> None:
    results = [result(f"A-{n:03}") for n in range(250)]

    def answer(asked: Any) -> Any:
        if asked.page == 3:
            return Answer(feed(totalResults=250))
        return in_pages(results)(asked)

    sentence = refused(answer)
    assert "200" in sentence
    assert "250" in sentence


def test_a_total_that_changes_on_the_way_counts_as_it_ends() -> None:
    results = [result(f"A-{n:03}") for n in range(120)]

    def answer(asked: Any) -> Any:
        told = in_pages(results)(asked)
        told.value["totalResults"] = 121 if asked.page == 1 else 120
        return told

    with portal(answer) as server:
        assert sum(len(p.results) for p in download(server.url)) == 120


def test_a_server_that_never_answers_is_given_up() -> None:
    refused(lambda _asked: Answer(waits=True), Patience(2, 0.1, 1, 1, 0))


def test_an_answer_that_trickles_is_given_up() -> None:
    refused(lambda _asked: Answer(body=whole()), Patience(2, 2, 0, 1, 0))


def test_a_feed_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "MOST_PAGES", 3)
    refused(lambda asked: Answer(feed(result(f"A-{asked.page}"))))


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        with pytest.raises(FeedError):
            download(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize("url", ["http://", "http://[", "nonsense", "ftp://ec.europa.eu/"])
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(FeedError):
        download(url)
