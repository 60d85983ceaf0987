"""What a call has to give: the budget table of its parent call, which lists every topic."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

LARGEST = Decimal(10) ** 11  # EUR; a figure as large as the whole of Horizon Europe is an error
# A few calls state their budget in a unit of their own: "1.2" and "560" are millions, or thousands.
# No call is as small as this, and no figure of the table, whose unit is known, is.
SMALLEST, SMALLEST_IN_TABLE = 10_000, 1_000
MOST_GRANTS = 100_000
CENT = Decimal("0.01")


@dataclass(frozen=True)
class TopicMoney:
    """What one topic has, in EUR; None where the portal states nothing, also written as 0."""

    grant_min: Decimal | None = None
    grant_max: Decimal | None = None
    budget: Decimal | None = None
    expected_grants: int | None = None
    budget_topics: int | None = None


def amount(value: Any) -> Decimal | None:
    """A positive number of euros, None for nothing, nonsense and more than there is."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    try:
        euros = Decimal(str(value).strip()[:40])
        return euros.quantize(CENT) if euros.is_finite() and 0 < euros <= LARGEST else None
    except (InvalidOperation, ValueError):
        return None


def budget(value: Any, smallest: int = SMALLEST) -> Decimal | None:
    """The same of a whole call; None too where the number is in a unit that is not stated."""
    euros = amount(value)
    return euros if euros and euros >= smallest else None


def money(overview: str, identifier: str) -> TopicMoney:
    """The money of one topic; the rows of the others in `overview` are not its own.

    A topic has a row per type of action. Rows that state the same yearly budget share it: it is
    counted once.
    """
    groups = list(_groups(overview))
    own = [row for rows in groups for row in rows if _is_of(row, identifier)]
    smallest = [a for row in own if (a := amount(row.get("minContribution")))]
    largest = [a for row in own if (a := amount(row.get("maxContribution")))]
    years = {tuple(sorted(_years(row).items())) for row in own}
    grants = sum(_count(row.get("expectedGrants")) for row in own)
    low, high = min(smallest, default=None), max(largest, default=None)
    if low and high and low > high:
        low = high = None
    return TopicMoney(
        grant_min=low,
        grant_max=high,
        budget=budget(
            sum((value for row in years for _year, value in row), Decimal(0)), SMALLEST_IN_TABLE
        ),
        expected_grants=grants if 0 < grants <= MOST_GRANTS else None,
        budget_topics=_sharing(groups, identifier) if any(years) else None,
    )


def _sharing(groups: Iterable[list[dict[str, Any]]], identifier: str) -> int:
    """How many topics have the same budget in the same group: it is one, and theirs together."""
    topics: set[str] = set()
    for rows in groups:
        own = [years for row in rows if _is_of(row, identifier) and (years := _years(row))]
        others = (row for row in rows if not _is_of(row, identifier))
        topics |= {_action(row).split(" ")[0] for row in others if _years(row) in own}
    return len(topics) + 1


def _groups(overview: str) -> Iterator[list[dict[str, Any]]]:
    """The rows of the table, those together that the portal lists together."""
    try:
        table = json.loads(overview)
    except (ValueError, RecursionError):
        return
    by_action = table.get("budgetTopicActionMap") if isinstance(table, dict) else None
    for rows in by_action.values() if isinstance(by_action, dict) else ():
        yield [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _is_of(row: dict[str, Any], identifier: str) -> bool:
    return _action(row).startswith(f"{identifier} ")


def _action(row: dict[str, Any]) -> str:
    action = row.get("action")
    return action if isinstance(action, str) else ""


def _years(row: dict[str, Any]) -> dict[str, Decimal]:
    years = row.get("budgetYearMap")
    pairs = years.items() if isinstance(years, dict) else ()
    return {year: euros for year, value in pairs if (euros := amount(value))}


def _count(value: Any) -> int:
    number = amount(value)
    return int(number) if number else 0
