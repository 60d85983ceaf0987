"""What is closed or opens some day, whatever its dates say."""

import pytest

from core.search.query import Window
from tests.core.search.contract.shelf import Shelf, day, note

pytestmark = pytest.mark.django_db

OPEN, FORTHCOMING, CLOSED = Window.OPEN, Window.FORTHCOMING, Window.CLOSED


def test_what_its_source_closed_or_opens_some_day_is_filtered_as_such(own_shelf: Shelf) -> None:
    own_shelf.put(
        note("Closed early", days=None, dates=[day(20), day(50)], closed_at=day(-1)),
        note("Closed before it opened", days=50, opens_at=day(9), closed_at=day(-1)),
        note("Closed in time", days=-3, closed_at=day(-2)),
        note("Some day", days=30, opens_at=None, opens_some_day=True),
        note("Some day, no deadline", days=None, opens_at=None, closed=True, opens_some_day=True),
        note("Open", days=40),
        note("Endless", days=-30, endless=True),
    )
    closed = ["Closed in time", "Closed before it opened", "Closed early"]
    some_day = ["Some day", "Some day, no deadline"]
    assert set(own_shelf.find(windows=[CLOSED])) == set(closed)
    assert own_shelf.find(windows=[FORTHCOMING]) == some_day
    assert own_shelf.find(windows=[OPEN]) == ["Open", "Endless"]
    found = own_shelf.find()
    assert found[:2] == ["Some day", "Open"]
    assert set(found[2:4]) == {"Some day, no deadline", "Endless"}
    assert set(found[4:]) == set(closed)
    assert "Some day" in own_shelf.find(windows=[CLOSED], at=day(31))
    assert set(own_shelf.find(opening_from=day(-10_000))) == {*closed, "Open", "Endless"}
    assert set(own_shelf.find(opening_to=day(20_000))) == {*closed, "Open", "Endless"}
    assert own_shelf.find(deadline_from=day(25), deadline_to=day(35)) == ["Some day"]
