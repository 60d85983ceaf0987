from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils.translation import override

from core.words import dates


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        # 23:30 and 00:30 in Stockholm: an hour apart, and a day.
        (datetime(2026, 11, 22, 22, 30, tzinfo=UTC), datetime(2026, 11, 22, 23, 30, tzinfo=UTC), 1),
        (datetime(2026, 11, 22, 5, tzinfo=UTC), datetime(2026, 11, 22, 21, tzinfo=UTC), 0),
        # Over the change of clocks in March.
        (datetime(2027, 3, 27, 12, tzinfo=UTC), datetime(2027, 3, 29, 12, tzinfo=UTC), 2),
        (datetime(2026, 11, 22, 12, tzinfo=UTC), datetime(2026, 11, 20, 12, tzinfo=UTC), -2),
    ],
)
def test_days_are_counted_on_the_calendar(start: Any, end: Any, days: int) -> None:
    assert dates.days_between(start, end) == days


@pytest.mark.parametrize(
    ("days", "swedish", "english"),
    [
        (0, "sista dagen i dag", "last day today"),
        (1, "1 dag kvar", "1 day left"),
        (54, "54 dagar kvar", "54 days left"),
    ],
)
def test_what_is_left_in_words(days: int, swedish: str, english: str) -> None:
    with override("sv"):
        assert dates.days_left(days) == swedish
    with override("en"):
        assert dates.days_left(days) == english


def test_months_take_a_capital_in_english_only() -> None:
    day = date(2027, 1, 15)
    with override("sv"):
        assert (dates.short_date(day), dates.long_date(day)) == ("15 jan 2027", "15 januari 2027")
    with override("en"):
        assert (dates.short_date(day), dates.long_date(day)) == ("15 Jan 2027", "15 January 2027")


def test_the_short_months() -> None:
    days = [date(2027, month, 1) for month in range(1, 13)]
    with override("sv"):
        swedish = "jan feb mar apr maj jun jul aug sep okt nov dec"
        assert [dates.month(day) for day in days] == swedish.split()
        assert dates.month_and_year(days[9]) == "oktober 2027"
    with override("en"):
        english = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
        assert [dates.month(day) for day in days] == english.split()
        assert dates.month_and_year(days[9]) == "October 2027"


def test_a_moment_is_written_as_its_day_in_sweden() -> None:
    late = datetime(2027, 1, 14, 23, 30, tzinfo=UTC)
    with override("sv"):
        assert (dates.short_date(late), dates.month(late)) == ("15 jan 2027", "jan")


def test_the_hour_is_swedish_time_winter_and_summer() -> None:
    winter, summer = (datetime(2027, month, 15, 16, tzinfo=UTC) for month in (1, 7))
    with override("sv"):
        assert (dates.clock(winter), dates.clock(summer)) == ("17.00", "18.00")
    with override("en"):
        assert dates.clock(winter) == "17:00"
