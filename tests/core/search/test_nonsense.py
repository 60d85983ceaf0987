"""Whatever a cluster answers, nobody sees an error: what is not understood is no answer."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from hypothesis import event, given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from pytest_django import Settings

from core.models import SearchNote
from core.search import outbox
from core.search.engines.elastic import definition
from tests.core.search.watching import DATABASE
from tests.factories.calls import call
from tests.fakes.search_server import Answer, SearchServer, search_server

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, pytest.mark.long]
PREFIX = "nonsense"
ALIAS = f"{PREFIX}-{definition.digest()}"
ODD: list[Any] = [
    None,
    True,
    -1,
    2**63,
    float("inf"),
    1.5,
    "call-99999999999999999999",
    "\0-1",
    [],
    {},
]

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([2**31, 2**63, 2**64, 10**400, -1, 0])
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["call-1", "call-99999999999999999999", "call-\0", "\ud800", "-", "a=b", "="])
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
HEADERS = st.sampled_from(
    [
        {},
        {"Warning": '299 OpenSearch-3.0.0 "this is old"'},
        {"Content-Encoding": "gzip"},
        {"X-Elastic-Product": "Something else"},
    ]
)
MEDIA_TYPES = st.sampled_from(
    ["application/json", "application/json", "text/html", "", "application/cbor", "nonsense"]
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a JSON value."""
    yield path
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(inner, (*path, key))


def replaced(answer: Any, path: tuple[Any, ...], value: Any) -> Any:
    """The answer with something else in that place."""
    if not path:
        return value
    inner = answer
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return answer


@st.composite
def spoilt(draw: st.DrawFn, whole: Any) -> Any:
    """A right answer, wrong in one place or in two."""
    answer = deepcopy(whole)
    for _ in range(draw(st.integers(1, 2))):
        path = draw(st.sampled_from(list(places(answer))))
        answer = replaced(answer, path, draw(ANYTHING))
    return answer


def answers(whole: Any) -> SearchStrategy[Answer]:
    """Mostly wrong in a place; else cut off, of another kind, or with another status."""
    subtly = st.builds(Answer, body=spoilt(whole).map(dumped))
    content = (st.just(whole) | spoilt(whole) | ANYTHING).map(dumped)
    deep = st.just(100_000).map(lambda depth: b"[" * depth)
    grossly = st.builds(
        Answer,
        body=content | content | st.binary(max_size=20) | deep,
        status=st.just(200) | st.integers(200, 599),
        media_type=st.just("application/json") | MEDIA_TYPES,
        headers=HEADERS,
        cut=st.sampled_from([0, 0, 0, 1, 30]),
    )
    return subtly | subtly | grossly


def dumped(value: Any) -> bytes:
    """As a cluster would send it, and as it would not."""
    return json.dumps(value).encode()


def found(ids: list[int]) -> dict[str, Any]:
    """What a cluster answers that finds these calls."""
    number = len(ids)
    answer = {
        "timed_out": False,
        "status": 200,
        "_shards": {"total": 1, "failed": 0},
        "hits": {
            "total": {"value": number, "relation": "eq"},
            "hits": [{"_id": f"call-{pk}", "sort": [7.0]} for pk in ids],
        },
        "aggregations": {
            "facets": {
                "sum_other_doc_count": 0,
                "buckets": [{"key": "type=grant", "doc_count": number}],
            },
            "status": {
                "buckets": {"living": {"doc_count": number}, "forthcoming": {"doc_count": 0}}
            },
        },
    }
    return {"took": 1, "responses": [answer]}


@pytest.fixture(params=["opensearch", "elasticsearch"])
def product(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def server() -> Iterator[SearchServer]:
    with search_server() as running:
        yield running


@pytest.fixture
def calls(server: SearchServer, product: str, settings: Settings) -> list[int]:
    """Two calls about water, and a cluster that has yet to answer."""
    settings.SEARCH_URL = server.url(product, PREFIX)
    settings.SEARCH_TIMEOUT = 30.0
    return [call("Water").pk, call("Water too").pk]


def asked() -> Any:
    response = Client().get("/api/calls/", {"q": "water", "status": "all"})
    assert response.status_code == 200
    return response.json()


def sound(answer: Any, product: str) -> None:
    """Right, if it is the database's; else at least what it should be in kind."""
    cache.clear()
    assert {result["title"] for result in answer["results"]} <= {"Water", "Water too"}
    counts = [value["count"] for values in answer["facets"].values() for value in values]
    for number in (answer["count"], *counts):
        assert type(number) is int
        assert 0 <= number < 2**31
    if answer["engine"] != product:
        assert (answer["engine"], answer["count"]) == (DATABASE, 2)


def test_a_right_answer_is_taken(calls: list[int], server: SearchServer, product: str) -> None:
    """The answers that are spoilt below are none that would be refused anyway."""
    server.tell(lambda path, body: Answer(dumped(found(calls[::-1]))))
    answer = asked()
    assert (answer["engine"], answer["count"]) == (product, 2)
    assert [result["title"] for result in answer["results"]] == ["Water too", "Water"]


def always(answer: Answer) -> Callable[[str, bytes], Answer]:
    return lambda path, body: answer


@pytest.mark.parametrize("product", ["opensearch"])  # the client has no part in it
@pytest.mark.parametrize("odd", ODD, ids=lambda odd: repr(odd)[:12])
def test_an_answer_that_is_odd_in_any_one_place_is_no_error(
    calls: list[int], server: SearchServer, product: str, odd: Any
) -> None:
    right = found(calls)
    for path in places(right):
        spoilt = replaced(deepcopy(right), path, odd)
        server.tell(always(Answer(dumped(spoilt))))
        sound(asked(), product)


@given(data=st.data())
def test_no_answer_to_a_search_is_an_error(
    calls: list[int], server: SearchServer, product: str, data: st.DataObject
) -> None:
    told = data.draw(answers(found(calls)))
    server.tell(lambda path, body: told)
    answer = asked()
    event(answer["engine"])
    sound(answer, product)
    if answer["engine"] == product:
        assert Client().get("/sv/utlysningar/", {"q": "water"}).status_code == 200
        cache.clear()


@given(data=st.data())
def test_no_answer_to_a_change_is_an_error_or_loses_it(
    calls: list[int], server: SearchServer, data: st.DataObject
) -> None:
    cache.clear()
    items = [{"index": {"_id": f"call-{pk}", "status": 200}} for pk in calls]
    known = data.draw(answers({f"{ALIAS}-20270301000000-0a1b2c": {"aliases": {ALIAS: {}}}}))
    told = data.draw(answers({"took": 1, "errors": False, "items": items}))
    server.tell(lambda path, body: told if path.startswith("/_bulk") else known)
    with transaction.atomic():
        done = outbox.deliver()
        event(f"{done} delivered")
        left = {note.object_id for note in SearchNote.objects.all()}
        assert left <= set(calls)
        assert left or told.status < 300
        transaction.set_rollback(True)
