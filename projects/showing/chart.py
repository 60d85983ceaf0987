"""The sums of the list as columns of a small drawing, and as the table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.words.money import figures
from projects.totals import Sums, YearSum

WIDTH, HEIGHT, FOOT = 40, 120, 24  # of one column, of the drawing, of the years under it


@dataclass(frozen=True)
class Column:
    """One year's column in the drawing's units: the EU's money below, own money on top of it."""

    label: str
    x: int
    middle: int
    eu_y: float
    eu_height: float
    own_y: float
    own_height: float


@dataclass(frozen=True)
class ChartRow:
    """One line of the table; an empty text is not stated."""

    year: int | None
    budget: str
    eu: str
    other: str
    own: str


@dataclass(frozen=True)
class Chart:
    columns: Sequence[Column]
    width: int
    height: int
    base: int
    rows: Sequence[ChartRow]
    total: ChartRow
    has_other: bool
    converted: int
    left_out: int


def chart(sums: Sums) -> Chart | None:
    """The drawing and the table; None where no money is stated at all."""
    if not sums.years:
        return None
    dated = [row for row in sums.years if row.year and (row.eu or row.own)]
    highest = max(((row.eu or 0) + (row.own or 0) for row in dated), default=Decimal())
    return Chart(
        columns=[_column(row, n, Decimal(highest)) for n, row in enumerate(dated)],
        width=max(1, len(dated)) * WIDTH,
        height=HEIGHT + FOOT,
        base=HEIGHT,
        rows=[_row(row) for row in sums.years],
        total=_row(sums.total),
        has_other=sums.total.other is not None,
        converted=sums.converted,
        left_out=sums.left_out,
    )


def _column(row: YearSum, number: int, highest: Decimal) -> Column:
    eu = float((row.eu or Decimal()) / highest * HEIGHT)
    own = float((row.own or Decimal()) / highest * HEIGHT)
    x = number * WIDTH
    return Column(
        label=str(row.year),
        x=x + 6,
        middle=x + WIDTH // 2,
        eu_y=round(HEIGHT - eu, 1),
        eu_height=round(eu, 1),
        own_y=round(HEIGHT - eu - own, 1),
        own_height=round(own, 1),
    )


def _row(row: YearSum) -> ChartRow:
    texts = {name: _text(getattr(row, name)) for name in ("budget", "eu", "other", "own")}
    return ChartRow(year=row.year, **texts)


def _text(amount: Decimal | None) -> str:
    return "" if amount is None else figures(amount)
