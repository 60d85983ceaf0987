"""How many there are of each value: without the facet's own selection, and with all the rest."""

from typing import Any

import pytest

from core.search.query import Window
from tests.core.search.contract.shelf import Shelf, counts, day, note

pytestmark = pytest.mark.django_db

ODD = [
    "å ä ö",
    "o'clock",
    'a "b"',
    "50 %",
    "a/b\\c",
    "x y",
    "XY",
    "xy",
    "<b>",
    "null",
    "0",
    "é",
    "e",
]
MANY = [f"value-{number}" for number in range(300)]


def of(topic: Any, programme: Any, **more: Any) -> dict[str, Any]:
    return {"topic": topic.split(), "programme": programme.split(), **more}


DOCUMENTS = [
    note("Water dam", days=5, facets=of("a", "life"), amount_max=100),
    note("Water lake", days=50, facets=of("a b", "life"), amount_max=200),
    note("Water pond", days=-5, facets=of("b", "cerv"), amount_max=300),
    note("Energy coal", days=5, facets=of("b c", "cerv"), amount_max=400),
    note("Energy wind", days=60, opens_at=day(40), facets=of("c", "horizon"), amount_max=500),
    note("Energy heat", days=-5, facets=of("", ""), amount_max=600),
    note("Twice over", days=5, facets=of("a a", "life life"), rate=10),
    note("Odd", days=-9, facets={"odd": ODD}),
    note("Many", days=-9, facets={"many": MANY}),
    note("Many more", days=-9, facets={"many": MANY[:7]}),
]

ALL_TOPICS = {"a": 3, "b": 3, "c": 2}
ALL_PROGRAMMES = {"life": 3, "cerv": 2, "horizon": 1}
ALL_WINDOWS = {"open": 4, "forthcoming": 1, "closed": 5}

COUNTED = {
    "nothing chosen": ({}, ALL_TOPICS, ALL_PROGRAMMES, ALL_WINDOWS),
    "one value": (
        {"facets": {"topic": ["a"]}},
        ALL_TOPICS,
        {"life": 3},
        {"open": 3},
    ),
    "two values of one facet": (
        {"facets": {"topic": ["a", "c"]}},
        ALL_TOPICS,
        {"life": 3, "cerv": 1, "horizon": 1},
        {"open": 4, "forthcoming": 1},
    ),
    "two facets": (
        {"facets": {"topic": ["b"], "programme": ["cerv"]}},
        {"b": 2, "c": 1},
        {"life": 1, "cerv": 2},
        {"open": 1, "closed": 1},
    ),
    "two facets that exclude each other": (
        {"facets": {"topic": ["a"], "programme": ["cerv"]}},
        {"a": 0, "b": 2, "c": 1},
        {"life": 3, "cerv": 0},
        {},
    ),
    "a window": (
        {"windows": [Window.OPEN]},
        {"a": 3, "b": 2, "c": 1},
        {"life": 3, "cerv": 1},
        ALL_WINDOWS,
    ),
    "a window and a facet": (
        {"windows": [Window.CLOSED], "facets": {"topic": ["b"]}},
        {"b": 1},
        {"cerv": 1},
        {"open": 2, "closed": 1},
    ),
    "a window and two facets": (
        {
            "windows": [Window.OPEN, Window.FORTHCOMING],
            "facets": {"topic": ["b", "c"], "programme": ["cerv", "horizon"]},
        },
        {"b": 1, "c": 2},
        {"life": 1, "cerv": 1, "horizon": 1},
        {"open": 1, "forthcoming": 1, "closed": 1},
    ),
    "words": (
        {"text": "water"},
        {"a": 2, "b": 2},
        {"life": 2, "cerv": 1},
        {"open": 2, "closed": 1},
    ),
    "words and a facet": (
        {"text": "water", "facets": {"topic": ["a"]}},
        {"a": 2, "b": 2},
        {"life": 2},
        {"open": 2},
    ),
    "some of the words": (
        {"text": "dam coal", "facets": {"programme": ["life"]}},
        {"a": 1},
        {"life": 1, "cerv": 1},
        {"open": 1},
    ),
    "a phrase": ({"text": '"energy coal"'}, {"b": 1, "c": 1}, {"cerv": 1}, {"open": 1}),
    "a range": (
        {"grant_min": 200, "facets": {"programme": ["cerv"]}},
        {"b": 2, "c": 1},
        {"life": 1, "cerv": 2, "horizon": 1},
        {"open": 1, "closed": 1},
    ),
    "a range of dates and a window": (
        {"deadline_to": day(10), "windows": [Window.OPEN]},
        {"a": 2, "b": 1, "c": 1},
        {"life": 2, "cerv": 1},
        {"open": 3, "closed": 5},
    ),
    "nothing fits the words": ({"text": "unheardof", "facets": {"topic": ["a"]}}, {"a": 0}, {}, {}),
}


@pytest.mark.parametrize(
    ("asked", "topics", "programmes", "windows"), COUNTED.values(), ids=list(COUNTED)
)
def test_a_facet_counts_without_its_own_selection(
    shelf: Shelf, asked: Any, topics: Any, programmes: Any, windows: Any
) -> None:
    results = shelf.ask(**asked)
    assert counts(results, "topic") == topics
    assert counts(results, "programme") == programmes
    chosen = dict.fromkeys(asked.get("windows", ()), 0)
    assert counts(results, "status") == {**chosen, **windows}


def test_a_facet_says_what_is_selected(shelf: Shelf) -> None:
    results = shelf.ask(facets={"topic": ["b", "unknown"]}, windows=[Window.CLOSED])
    said = {(v.value, v.count, v.selected) for v in results.facets["topic"]}
    assert said == {("b", 1, True), ("unknown", 0, True)}
    assert {v.value for v in results.facets["status"] if v.selected} == {"closed"}


def test_the_counts_do_not_depend_on_the_page_nor_on_the_order(shelf: Shelf) -> None:
    first = shelf.ask("water", page_size=1)
    for asked in ({"page": 3}, {"page": 99}, {"sort": "newest"}, {"sort": "budget", "page": 2}):
        again = shelf.ask("water", page_size=1, **asked)
        assert (again.count, again.facets) == (first.count, first.facets)


def test_a_page_of_size_0_is_the_counts_alone(shelf: Shelf) -> None:
    for text in ("", "water"):
        whole, alone = shelf.ask(text), shelf.ask(text, page_size=0)
        assert (alone.count, alone.facets, list(alone.results)) == (whole.count, whole.facets, [])


def test_a_value_may_hold_any_letter_and_any_mark(shelf: Shelf) -> None:
    assert counts(shelf.ask(), "odd") == dict.fromkeys(ODD, 1)
    for value in ODD:
        assert shelf.find(facets={"odd": [value]}) == ["Odd"]
    assert shelf.find(facets={"odd": ["E", "X Y", "a", "å", "ö", "%", "*"]}) == []


def test_a_facet_may_have_hundreds_of_values(shelf: Shelf) -> None:
    found = counts(shelf.ask(), "many")
    assert found == {**dict.fromkeys(MANY, 1), **dict.fromkeys(MANY[:7], 2)}
    assert len(shelf.find(facets={"many": MANY})) == 2
    assert shelf.find(facets={"many": MANY[7:]}) == ["Many"]
