"""Every filter, alone and with others."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from core.models import SearchEntry
from core.search.query import Window
from tests.core.search.contract.shelf import NOW, Shelf, counts, day, note

pytestmark = pytest.mark.django_db

OPEN, FORTHCOMING, CLOSED = Window.OPEN, Window.FORTHCOMING, Window.CLOSED


def of(
    topic: str = "", programme: str = "", audience: Any = (), kind: str = "grant"
) -> dict[str, Any]:
    return {
        "topic": [topic] if topic else [],
        "programme": [programme] if programme else [],
        "audience": list(audience),
        "type": [kind],
    }


DOCUMENTS = [
    note("Soon", days=3, facets=of("water", "life"), amount_min=10_000, amount_max=60_000, rate=60),
    note("Later", days=90, facets=of("energy", "life", ["school"]), amount_max=500_000, rate=100),
    note(
        "Stages",
        days=None,
        dates=[day(-20), day(40), day(80)],
        opens_at=day(-60),
        facets=of("water", "horizon", ["school", "company"]),
        amount_min=2_000_000,
        rate=66.67,
    ),
    note("Endless", days=None, opens_at=None, facets=of("", "cerv", kind="cascade")),
    note("Next year", days=300, opens_at=day(200), facets=of("water", "horizon"), rate=80.5),
    note("Over", days=-5, opens_at=day(-90), facets=of("energy", "cerv"), amount_min=0, rate=0),
    note(
        "Long over",
        days=None,
        dates=[day(-400), day(-300)],
        opens_at=day(-500),
        facets=of("water", "life", kind="tender"),
        amount_min=70_000,
        amount_max=70_000,
    ),
    note("Withdrawn", days=None, closed=True, opens_at=day(-9), facets=of("energy", "horizon")),
]
EVERYTHING = {document.title for document in DOCUMENTS}
LONG_AGO, FAR_AHEAD = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)

FILTERS = {
    "nothing": ({}, EVERYTHING),
    "a topic": ({"facets": {"topic": ["water"]}}, {"Soon", "Stages", "Next year", "Long over"}),
    "a programme": ({"facets": {"programme": ["cerv"]}}, {"Endless", "Over"}),
    "an audience": ({"facets": {"audience": ["company"]}}, {"Stages"}),
    "a type": ({"facets": {"type": ["tender"]}}, {"Long over"}),
    "two of a facet": (
        {"facets": {"programme": ["cerv", "life"]}},
        {"Endless", "Over", "Soon", "Later", "Long over"},
    ),
    "two facets": ({"facets": {"topic": ["water"], "programme": ["life"]}}, {"Soon", "Long over"}),
    "four facets": (
        {
            "facets": {
                "topic": ["water", "energy"],
                "programme": ["life", "horizon"],
                "audience": ["school"],
                "type": ["grant"],
            }
        },
        {"Later", "Stages"},
    ),
    "two that exclude each other": (
        {"facets": {"topic": ["energy"], "type": ["tender"]}},
        set(),
    ),
    "an unknown value": ({"facets": {"topic": ["sausages"]}}, set()),
    "an unknown value beside a known": (
        {"facets": {"topic": ["x", "energy"]}},
        {"Later", "Over", "Withdrawn"},
    ),
    "a facet that nothing has": ({"facets": {"colour": ["red"]}}, set()),
    "a facet with nothing chosen": ({"facets": {"topic": []}}, EVERYTHING),
    "open": ({"windows": [OPEN]}, {"Soon", "Later", "Stages", "Endless"}),
    "forthcoming": ({"windows": [FORTHCOMING]}, {"Next year"}),
    "closed": ({"windows": [CLOSED]}, {"Over", "Long over", "Withdrawn"}),
    "open or forthcoming": (
        {"windows": [OPEN, FORTHCOMING]},
        {"Soon", "Later", "Stages", "Endless", "Next year"},
    ),
    "every window": ({"windows": [OPEN, FORTHCOMING, CLOSED]}, EVERYTHING),
    "closes from": ({"deadline_from": day(40)}, {"Later", "Stages", "Next year"}),
    "closes by": ({"deadline_to": day(40)}, {"Soon", "Stages", "Over", "Long over"}),
    "closes between": ({"deadline_from": day(4), "deadline_to": day(60)}, {"Stages"}),
    "closes between, a later stage": (
        {"deadline_from": day(41), "deadline_to": day(85)},
        {"Stages"},
    ),
    "closes between, beside each stage": (
        {"deadline_from": day(41), "deadline_to": day(79)},
        set(),
    ),
    "closed between, a stage of what has more": (
        {"deadline_from": day(-25), "deadline_to": day(-15)},
        set(),
    ),
    "closed between, the last of two": (
        {"deadline_from": day(-310), "deadline_to": day(-290)},
        {"Long over"},
    ),
    "closed between, the first of two": (
        {"deadline_from": day(-410), "deadline_to": day(-390)},
        set(),
    ),
    "closes from after it closes by": ({"deadline_from": day(9), "deadline_to": day(8)}, set()),
    "closes ever": (
        {"deadline_from": LONG_AGO, "deadline_to": FAR_AHEAD},
        EVERYTHING - {"Endless", "Withdrawn"},
    ),
    "opens from": ({"opening_from": day(-10)}, {"Soon", "Later", "Next year", "Withdrawn"}),
    "opens by": ({"opening_to": day(-60)}, {"Stages", "Over", "Long over"}),
    "opens between": ({"opening_from": day(-95), "opening_to": day(-55)}, {"Stages", "Over"}),
    "grant at least": ({"grant_min": 60_001}, {"Later", "Stages", "Long over"}),
    "grant at least, just so": ({"grant_min": 60_000}, {"Soon", "Later", "Stages", "Long over"}),
    "grant at most": ({"grant_max": 70_000}, {"Soon", "Over", "Long over"}),
    "grant at most, less than any": ({"grant_max": 1}, {"Over"}),
    "grant at most nothing": ({"grant_max": 0}, {"Over"}),
    "grant at least nothing": (
        {"grant_min": 0},
        {"Soon", "Later", "Stages", "Over", "Long over"},
    ),
    "grant between": ({"grant_min": 65_000, "grant_max": 75_000}, {"Long over"}),
    "share at least": ({"rate_min": 80}, {"Later", "Next year"}),
    "share at least, just so": ({"rate_min": 66.67}, {"Later", "Next year", "Stages"}),
    "share at least, a hair more": ({"rate_min": 66.68}, {"Later", "Next year"}),
    "share at least nothing": (
        {"rate_min": 0},
        {"Soon", "Later", "Stages", "Next year", "Over"},
    ),
    "everything at once": (
        {
            "facets": {"topic": ["water"], "audience": ["company", "school"], "type": ["grant"]},
            "windows": [OPEN],
            "deadline_from": day(1),
            "deadline_to": day(50),
            "opening_from": day(-70),
            "opening_to": NOW,
            "grant_min": 1_000_000,
            "grant_max": 2_000_000,
            "rate_min": 50,
            "text": "stage",
        },
        {"Stages"},
    ),
}


@pytest.mark.parametrize(("asked", "titles"), FILTERS.values(), ids=list(FILTERS))
def test_a_filter_leaves_what_fits_and_counts_it(shelf: Shelf, asked: Any, titles: Any) -> None:
    results = shelf.ask(**asked)
    assert {result.record.title for result in results.results} == titles
    assert results.count == len(titles)


def test_what_is_open_depends_on_the_moment_of_asking_alone(shelf: Shelf) -> None:
    assert set(shelf.find(windows=[OPEN], at=day(250))) == {"Next year", "Endless"}
    assert "Over" in shelf.find(windows=[OPEN], at=day(-6))
    assert set(shelf.find(windows=[FORTHCOMING], at=day(-1000))) == EVERYTHING - {"Endless"}
    assert set(shelf.find(windows=[OPEN], at=day(-1000))) == {"Endless"}


def test_the_deadlines_ahead_depend_on_the_moment_of_asking_too(shelf: Shelf) -> None:
    first: dict[str, Any] = {"deadline_from": day(39), "deadline_to": day(41)}
    assert shelf.find(**first) == ["Stages"]
    assert shelf.find(**first, at=day(41)) == []
    assert shelf.find(deadline_from=day(79), deadline_to=day(81), at=day(81)) == ["Stages"]


def test_where_nothing_is_found_each_filter_says_what_would_be_without_it(shelf: Shelf) -> None:
    results = shelf.ask(
        "stages",
        facets={"topic": ["water"], "programme": ["life"]},
        windows=[OPEN, CLOSED],
        rate_min=60,
        deadline_to=day(100),
    )
    assert results.count == 0
    # Without the programme: Stages. Without the words: Soon. Without another one: still nothing.
    assert results.without == {"programme": 1, "q": 1}


def test_some_of_the_words_are_enough_for_what_is_found_without_a_filter(shelf: Shelf) -> None:
    asked: dict[str, Any] = {"text": "stages unheardof", "facets": {"programme": ["horizon"]}}
    assert shelf.find(**asked) == ["Stages"]
    results = shelf.ask(**asked, windows=[CLOSED])
    assert (results.count, results.without) == (0, {"status": 1, "q": 1})


def test_where_something_is_found_no_filter_is_to_be_dropped(shelf: Shelf) -> None:
    assert shelf.ask(facets={"topic": ["water"]}).without == {}


def test_a_kind_is_a_filter_too(shelf: Shelf) -> None:
    assert shelf.ask(kinds=("other",)).count == 0
    assert shelf.ask(kinds=("other", shelf.kind)).count == len(DOCUMENTS)
    assert shelf.ask(kinds=()).count == SearchEntry.objects.count() > len(DOCUMENTS)


def test_the_ends_of_a_range_are_in_it(shelf: Shelf) -> None:
    tick = timedelta(microseconds=1)
    assert shelf.find(deadline_from=day(3), deadline_to=day(3)) == ["Soon"]
    assert shelf.find(deadline_from=day(3) + tick, deadline_to=day(3) + tick) == []
    assert shelf.find(deadline_from=day(3) - tick, deadline_to=day(3) - tick) == []
    assert shelf.find(opening_from=day(200), opening_to=day(200)) == ["Next year"]
    assert shelf.find(opening_from=day(200) + tick) == []
    assert counts(shelf.ask(opening_from=day(200)), "topic") == {"water": 1}
