from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override

from core.words.money import NBSP, about, euros, exact, figures, kronor, number

RATE = Decimal("11.40")


def spaced(text: str) -> str:
    return text.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("low", "high", "swedish", "english"),
    [
        (2_000_000, 3_000_000, "2–3 mn €", "€2–3 million"),
        (120_000, 400_000, "120 000–400 000 €", "€120,000–400,000"),
        (500_000, 5_000_000, "0,5–5 mn €", "€0.5–5 million"),
        (60_000, 2_000_000, "60 000 € – 2 mn €", "€60,000 – €2 million"),
        (100_000, 1_000_000, "100 000 € – 1 mn €", "€100,000 – €1 million"),
        (2_000_000, 2_000_000, "2 mn €", "€2 million"),
        (Decimal("8000000.00"), Decimal("8930000.00"), "8–8,93 mn €", "€8–8.93 million"),
        (None, 50_000, "upp till 50 000 €", "up to €50,000"),
        (0, 50_000, "upp till 50 000 €", "up to €50,000"),
        (2_000_000, None, "från 2 mn €", "from €2 million"),
        (1_250_000_000, 1_250_000_000, "1,25 mdr €", "€1.25 billion"),
        (None, None, "", ""),
        (0, 0, "", ""),
    ],
)
def test_euros_read_as_people_write_them(low: Any, high: Any, swedish: str, english: str) -> None:
    with override("sv"):
        assert spaced(euros(low, high)) == swedish
    with override("en"):
        assert spaced(euros(low, high)) == english


@pytest.mark.parametrize(
    ("low", "high", "swedish"),
    [
        (2_000_000, 3_000_000, "ca 23–34 mn kr"),
        (10_000_000, 30_000_000, "ca 114–342 mn kr"),
        (None, 50_000, "ca 570 000 kr"),
        (120_000, 400_000, "ca 1,4–4,6 mn kr"),
        (None, 1_000, "ca 11 000 kr"),
        (None, None, ""),
    ],
)
def test_kronor_are_rounded_as_an_estimate_is(
    low: int | None, high: int | None, swedish: str
) -> None:
    with override("sv"):
        assert spaced(kronor(low, high, RATE)) == swedish


def test_kronor_in_english() -> None:
    with override("en"):
        assert spaced(kronor(2_000_000, 3_000_000, RATE)) == "about SEK 23–34 million"


def test_an_amount_is_never_split_from_its_unit() -> None:
    with override("sv"):
        assert " " not in euros(120_000, 400_000)


def test_numbers_keep_thousands_apart_and_no_idle_decimals() -> None:
    with override("sv"):
        assert spaced(number(Decimal("1234.50"), 1)) == "1 234,5"
        assert spaced(number(Decimal("60.00"), 1)) == "60"
    with override("en"):
        assert number(Decimal("1234.50"), 1) == "1,234.5"


@pytest.mark.parametrize(
    ("value", "places", "swedish", "english"),
    [
        ("0", 0, "0", "0"),
        ("0.5", 0, "1", "1"),
        ("2.5", 0, "3", "3"),
        ("1.245", 2, "1,25", "1.25"),
        ("99.95", 1, "100", "100"),
        ("1234567890.125", 2, "1 234 567 890,13", "1,234,567,890.13"),
    ],
)
def test_a_half_is_rounded_up(value: str, places: int, swedish: str, english: str) -> None:
    with override("sv"):
        assert number(Decimal(value), places) == swedish.replace(" ", NBSP)
    with override("en"):
        assert number(Decimal(value), places) == english


@pytest.mark.parametrize(
    ("amount", "swedish", "english"),
    [
        ("12400000.00", "12 400 000", "12,400,000"),
        ("1234.5", "1 234,50", "1,234.50"),
        ("0.005", "0,01", "0.01"),
        ("0", "0", "0"),
    ],
)
def test_a_stated_amount_has_two_decimals_or_none(amount: str, swedish: str, english: str) -> None:
    swedish = swedish.replace(" ", NBSP)
    with override("sv"):
        assert figures(Decimal(amount)) == swedish
        assert exact(Decimal(amount), "SEK") == f"{swedish}{NBSP}kr"
        assert exact(Decimal(amount), "EUR") == f"{swedish}{NBSP}€"
    with override("en"):
        assert figures(Decimal(amount)) == english
        assert exact(Decimal(amount), "SEK") == f"SEK{NBSP}{english}"
        assert exact(Decimal(amount), "EUR") == f"€{english}"


def test_an_amount_in_the_other_currency_is_about_so_much() -> None:
    with override("sv"):
        assert spaced(about(Decimal("12437000"), "SEK")) == "ca 12 mn kr"
        assert spaced(about(Decimal(0), "SEK")) == "0 kr"
    with override("en"):
        assert spaced(about(Decimal("124370"), "EUR")) == "about €124,000"
