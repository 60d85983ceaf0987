"""Dates as sources state them."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from core.words.imprecise import ImpreciseDate, Precision, parse
from network.models import Exchange
from tests.factories.towns import exchange

EARLIEST = {
    "1989-10-12": date(1989, 10, 12),
    "1989-10": date(1989, 10, 1),
    "1989": date(1989, 1, 1),
    "1980s": date(1980, 1, 1),
    "late 1980s": date(1987, 1, 1),
    "late 1980s/early 1990s": date(1987, 1, 1),
}
WORDS = {
    "1989-10-12": ("12 oktober 1989", "12 October 1989"),
    "1989-10": ("oktober 1989", "October 1989"),
    "1989": ("1989", "1989"),
    "1980s": ("1980-talet", "1980s"),
    "late 1980s": ("slutet av 1980-talet", "late 1980s"),
    "late 1980s/early 1990s": (
        "slutet av 1980-talet – början av 1990-talet",
        "late 1980s – early 1990s",
    ),
    "": ("", ""),
}


@pytest.mark.parametrize("text", EARLIEST)
def test_each_has_a_first_day(text: Any) -> None:
    assert parse(text).first_day == EARLIEST[text]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("1989-10-12", date(1989, 10, 12)),
        ("2024-02", date(2024, 2, 29)),
        ("2024", date(2024, 12, 31)),
        ("1980s", date(1989, 12, 31)),
        ("early 1980s", date(1983, 12, 31)),
        ("mid 1980s", date(1986, 12, 31)),
        ("1988/1991-12", date(1991, 12, 31)),
    ],
)
def test_each_has_a_last_day(text: str, last: Any) -> None:
    assert parse(text).last_day == last


@pytest.mark.parametrize("text", WORDS)
def test_each_is_said_in_the_readers_language(text: Any) -> None:
    for language, words in zip(("sv", "en"), WORDS[text], strict=True):
        with override(language):
            assert ImpreciseDate(text).words == words


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("slutet av 1980-talet", "late 1980s"),
        ("slutet av 80-talet / början av 1990-talet", "late 1980s/early 1990s"),
        ("1990-talet", "1990s"),
    ],
)
def test_an_editor_may_write_swedish(text: str, stored: str) -> None:
    assert parse(text) == stored


@pytest.mark.parametrize("text", ["long ago", "1989-13", "1989-02-30", "1991/1988", "1/2/3", "89"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "16",
        "2016-13",
        "2016-02-30",
        "2016-1-1",
        "2016/12",
        "MMXX",
        "1980s",
        "1988/1991",
        "80-talet",
    ],
)
def test_where_a_year_is_needed_nothing_less_precise_is_taken(text: str) -> None:
    with pytest.raises(ValidationError):
        parse(text, Precision.YEAR)


@pytest.mark.parametrize("text", ["2016-12-15", "2016-12", " 2016 "])
def test_a_year_is_precise_enough(text: str) -> None:
    assert parse(text, Precision.YEAR) == text.strip()


def test_text_that_is_assigned_is_a_date() -> None:
    made: Any = Exchange(when="late 1980s")
    assert made.when.first_day == date(1987, 1, 1)
    made.when = None
    assert made.when.words == ""


@pytest.mark.django_db
def test_the_database_sorts_them_by_their_first_day() -> None:
    for when in ("late 1980s", "1989-10-12", "", "early 1990s", "1986"):
        exchange(when or "no date", when=when)
    found = list(Exchange.objects.order_by("when").values_list("when", flat=True))
    assert found == ["", "1986", "late 1980s", "1989-10-12", "early 1990s"]
    oldest: Any = Exchange.objects.get(when="late 1980s")
    assert oldest.when.first_day == date(1987, 1, 1)
