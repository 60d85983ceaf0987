"""To the microsecond: when something opens and closes, and dates and sums that are odd."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from core.search.query import Sort, Window
from tests.core.search.contract.shelf import NOW, Shelf, counts, day, note

pytestmark = pytest.mark.django_db

TICK = timedelta(microseconds=1)
OPEN, FORTHCOMING, CLOSED = Window.OPEN, Window.FORTHCOMING, Window.CLOSED
TOKYO, STOCKHOLM = ZoneInfo("Asia/Tokyo"), ZoneInfo("Europe/Stockholm")
MOST = 99_999_999_999_999

DOCUMENTS = [
    note("due", days=0),
    note("opens", opens_at=NOW),
    note("opens and due", days=0, opens_at=NOW),
    note("due before it opens", days=5, opens_at=day(10)),
    note("timeless", days=None, opens_at=None),
    note("timeless, closed", days=None, opens_at=None, closed=True),
    note("no deadline, closed", days=None, opens_at=NOW, closed=True),
    note("no deadline", days=None, opens_at=NOW),
    note("due a tick later", days=None, dates=[NOW + TICK]),
    note("due twice at once", days=None, dates=[day(3), day(3)]),
    note("due in many stages", days=None, dates=[day(10 * n) for n in range(-20, 21)]),
    note("due in any order", days=None, dates=[day(70), day(-7), day(7)]),
    note("due in the year 9998", days=None, dates=[datetime(9998, 12, 31, tzinfo=UTC)]),
    note("due in 1900", days=None, dates=[datetime(1900, 1, 1, tzinfo=UTC)], opens_at=None),
    note("closed by its source", days=None, dates=[day(3), day(11)], closed_at=day(-2)),
    note("closed before it opens", days=11, opens_at=day(4), closed_at=day(-2)),
    note("closed after its end", days=-9, closed_at=day(-2)),
    note("opens some day", days=11, opens_at=None, opens_some_day=True),
    note("opens some day, endless", days=None, opens_at=None, closed=True, opens_some_day=True),
    note("due in Tokyo", days=None, dates=[NOW.astimezone(TOKYO)]),
    note("due in the small hours", days=None, dates=[datetime(2027, 3, 28, 1, 30, tzinfo=UTC)]),
    note("rich", amount_min=MOST - 1, amount_max=MOST, budget=MOST, rate=100.0),
    note("a euro less rich", amount_max=MOST - 1, budget=MOST - 1, rate=99.99),
    note("poor", amount_min=0, amount_max=0, budget=0, rate=0.01),
]

MOMENTS = [
    ("due", NOW - TICK, OPEN),
    ("due", NOW, OPEN),
    ("due", NOW + TICK, CLOSED),
    ("opens", NOW - TICK, FORTHCOMING),
    ("opens", NOW, OPEN),
    ("opens and due", NOW - TICK, FORTHCOMING),
    ("opens and due", NOW, OPEN),
    ("opens and due", NOW + TICK, CLOSED),
    ("due before it opens", day(5), FORTHCOMING),
    ("due before it opens", day(10) - TICK, FORTHCOMING),
    ("due before it opens", day(10), CLOSED),
    ("timeless", day(-5000), OPEN),
    ("timeless", day(5000), OPEN),
    ("timeless, closed", NOW, CLOSED),
    ("no deadline, closed", NOW - TICK, FORTHCOMING),
    ("no deadline, closed", NOW, CLOSED),
    ("no deadline", NOW - TICK, FORTHCOMING),
    ("no deadline", NOW, OPEN),
    ("due a tick later", NOW + TICK, OPEN),
    ("due a tick later", NOW + 2 * TICK, CLOSED),
    ("due in many stages", day(200), OPEN),
    ("due in many stages", day(200) + TICK, CLOSED),
    ("closed by its source", day(-2) - TICK, OPEN),
    ("closed by its source", day(-2), CLOSED),
    ("closed by its source", NOW, CLOSED),
    ("closed before it opens", day(-2) - TICK, FORTHCOMING),
    ("closed before it opens", NOW, CLOSED),
    ("closed after its end", day(-9), OPEN),
    ("closed after its end", day(-9) + TICK, CLOSED),
    ("opens some day", day(-500), FORTHCOMING),
    ("opens some day", day(11), FORTHCOMING),
    ("opens some day", day(11) + TICK, CLOSED),
    ("opens some day, endless", day(5000), FORTHCOMING),
    ("due in the year 9998", datetime(2500, 1, 1, tzinfo=UTC), OPEN),
    ("due in 1900", NOW, CLOSED),
    ("due in Tokyo", NOW, OPEN),
    ("due in Tokyo", NOW + TICK, CLOSED),
]


@pytest.mark.parametrize(("title", "at", "window"), MOMENTS)
def test_a_moment_decides_where_something_stands(
    shelf: Shelf, title: Any, at: Any, window: Any
) -> None:
    found = {w for w in Window if title in shelf.find(windows=[w], at=at)}
    assert found == {window}


def test_everything_stands_somewhere_and_only_there(shelf: Shelf) -> None:
    for at in (NOW, day(6), day(-3000), day(3000)):
        together = [title for window in Window for title in shelf.find(windows=[window], at=at)]
        assert sorted(together) == sorted(document.title for document in DOCUMENTS)
        assert sum(counts(shelf.ask(at=at), "status").values()) == len(DOCUMENTS)


@pytest.mark.parametrize("zone", [TOKYO, STOCKHOLM, ZoneInfo("America/St_Johns")], ids=str)
def test_a_moment_is_the_same_in_every_zone(shelf: Shelf, zone: Any) -> None:
    for moment in (NOW, NOW + TICK, day(5)):
        assert shelf.find(at=moment.astimezone(zone)) == shelf.find(at=moment)
        for name in ("deadline_from", "deadline_to", "opening_from", "opening_to"):
            there: dict[str, Any] = {name: moment.astimezone(zone)}
            here: dict[str, Any] = {name: moment}
            assert set(shelf.find(**there)) == set(shelf.find(**here))


def test_a_day_in_stockholm_begins_and_ends_there(shelf: Shelf) -> None:
    # The clocks go forward: half past one in London is half past three in Stockholm.
    day_begins = datetime(2027, 3, 28, 0, 0, tzinfo=STOCKHOLM)
    day_ends = datetime(2027, 3, 28, 23, 59, 59, 999_999, tzinfo=STOCKHOLM)
    assert shelf.find(deadline_from=day_begins, deadline_to=day_ends) == ["due in the small hours"]


def test_any_of_many_deadlines_to_come_is_what_a_range_goes_by(shelf: Shelf) -> None:
    asked: dict[str, Any] = {"deadline_from": day(7), "deadline_to": day(10)}
    assert set(shelf.find(**asked)) == {"due in any order", "due in many stages"}
    assert set(shelf.find(**asked, at=day(7))) == {"due in any order", "due in many stages"}
    assert shelf.find(**asked, at=day(7) + TICK) == ["due in many stages"]
    assert shelf.find(**asked, at=day(10) + TICK) == []
    assert shelf.find(deadline_to=NOW, deadline_from=NOW) == shelf.find(
        deadline_to=NOW, deadline_from=NOW, sort=Sort.DEADLINE
    )


def test_the_last_deadline_is_what_a_range_goes_by_when_all_have_passed(shelf: Shelf) -> None:
    asked: dict[str, Any] = {"deadline_from": day(69), "deadline_to": day(71)}
    assert shelf.find(**asked, at=day(900)) == ["due in any order"]


def test_a_deadline_is_first_to_the_microsecond(shelf: Shelf) -> None:
    titles = shelf.find(windows=[OPEN], sort=Sort.DEADLINE)
    due = ["due in many stages", "due in Tokyo", "due", "opens and due", "due a tick later"]
    assert set(titles[:4]) == set(due[:4])
    assert titles[0] == "due in many stages"
    assert titles[4] == "due a tick later"


def test_sums_of_any_size_are_exact(shelf: Shelf) -> None:
    assert shelf.find(grant_min=MOST) == ["rich"]
    assert set(shelf.find(grant_min=MOST - 1)) == {"rich", "a euro less rich"}
    assert set(shelf.find(grant_max=MOST - 1)) == {"rich", "a euro less rich", "poor"}
    assert shelf.find(grant_min=0, grant_max=0) == ["poor"]
    assert shelf.find(sort=Sort.BUDGET)[:3] == ["rich", "a euro less rich", "poor"]
    assert shelf.find(grant_min=10**15) == []


def test_a_share_is_exact_to_the_hundredth(shelf: Shelf) -> None:
    assert shelf.find(rate_min=100) == ["rich"]
    assert set(shelf.find(rate_min=99.99)) == {"rich", "a euro less rich"}
    assert set(shelf.find(rate_min=0.01)) == {"rich", "a euro less rich", "poor"}
    assert set(shelf.find(rate_min=0.02)) == {"rich", "a euro less rich"}
