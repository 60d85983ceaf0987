"""Adding up projects' money. What nobody states is not zero: a sum of nothing is nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from opportunities.models import ExchangeRate

AMOUNTS = ("budget", "granted", "received", "co_financing")
SHARE_PLACES = Decimal("0.1")


@dataclass(frozen=True)
class Totals:
    """Amounts in one currency; None where no row states one."""

    budget: Decimal | None = None
    granted: Decimal | None = None
    received: Decimal | None = None
    co_financing: Decimal | None = None

    @classmethod
    def of(cls, rows: Iterable[Any]) -> "Totals":
        """The sum of `rows`, which have these amounts."""
        rows = list(rows)
        return cls(**{name: add(getattr(row, name) for row in rows) for name in AMOUNTS})

    @property
    def share(self) -> Decimal | None:
        """What part of the budget the grant is, in per cent; None where either is not stated."""
        if self.granted is None or not self.budget:
            return None
        return min(Decimal(100), self.granted / self.budget * 100).quantize(SHARE_PLACES)


def add(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of those that are stated."""
    stated = [amount for amount in amounts if amount is not None]
    return sum(stated, Decimal()) if stated else None


class Funded(Protocol):
    """A project, as far as its money goes."""

    currency: str
    years: Any  # the manager of its rows of money

    @property
    def has_eu_money(self) -> bool: ...


@dataclass(frozen=True)
class YearSum:
    """What several projects have in one year, or in none in particular, in kronor."""

    year: int | None
    budget: Decimal | None
    eu: Decimal | None
    other: Decimal | None
    own: Decimal | None


@dataclass(frozen=True)
class Sums:
    """Sums by year and in all, in kronor; what had to be converted, and what could not be."""

    years: list[YearSum]
    total: YearSum
    converted: int = 0
    left_out: int = 0


def sums(projects: Iterable[Funded], rate: ExchangeRate | None) -> Sums:
    """The money of `projects` added up; those in euros at `rate`, or left out without one."""
    rows: dict[int | None, list[YearSum]] = {}
    converted = left_out = 0
    for project in projects:
        factor = Decimal(1)
        years = list(project.years.all())
        if project.currency != "SEK" and years:
            converted += rate is not None
            left_out += rate is None
            if rate is None:
                continue
            factor = rate.rate
        for row in years:
            rows.setdefault(row.year, []).append(
                _in_kronor(row, factor, has_eu_money=project.has_eu_money)
            )
    order = sorted(rows, key=lambda year: (year is None, year or 0))
    every = [row for same in rows.values() for row in same]
    return Sums([_sum(y, rows[y]) for y in order], _sum(None, every), converted, left_out)


def _in_kronor(row: Any, factor: Decimal, *, has_eu_money: bool) -> YearSum:
    def times(amount: Decimal | None) -> Decimal | None:
        if amount is None or factor == 1:
            return amount
        return (amount * factor).quantize(Decimal(1))  # an estimate has no öre

    granted = times(row.granted)
    return YearSum(
        year=row.year,
        budget=times(row.budget),
        eu=granted if has_eu_money else None,
        other=None if has_eu_money else granted,
        own=times(row.co_financing),
    )


def _sum(year: int | None, rows: list[YearSum]) -> YearSum:
    names = ("budget", "eu", "other", "own")
    return YearSum(year, **{name: add(getattr(row, name) for row in rows) for name in names})
