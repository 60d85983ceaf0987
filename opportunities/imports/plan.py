"""What an import would do, decided before anything is written: the same for a dry run."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from opportunities.imports.rows import ParsedCall, ParsedRow, Rejected

LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Stored:
    """What the decision needs of a call that is stored already."""

    pk: int
    digest: str
    ingested: datetime | None
    is_demo: bool
    is_stub: bool
    has_programme: bool


@dataclass(frozen=True)
class ImportReport:
    """What became of each row; received is the sum of the five after it."""

    source: str
    received: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicate: int = 0
    quarantined: int = 0


@dataclass
class Plan:
    """`touched` are calls with the same content in a newer copy: only its date is kept."""

    created: list[ParsedCall] = field(default_factory=list)
    updated: dict[int, ParsedCall] = field(default_factory=dict)
    touched: dict[int, datetime] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    unchanged: int = 0
    duplicate: int = 0

    def report(self, source: str) -> ImportReport:
        """The counts."""
        counts = {
            "created": len(self.created),
            "updated": len(self.updated),
            "unchanged": self.unchanged,
            "duplicate": self.duplicate,
            "quarantined": len(self.rejected),
        }
        return ImportReport(source, received=sum(counts.values()), **counts)


def plan(
    rows: Iterable[ParsedRow], stored: Mapping[str, Stored], programme_codes: Iterable[str]
) -> Plan:
    """Compare the feed with what is stored under each key.

    An older copy than the stored one changes nothing and counts as unchanged.
    """
    result, best = Plan(), {}
    for row in rows:
        if isinstance(row, Rejected):
            result.rejected.append(row)
        elif row.key not in best:
            best[row.key] = row
        else:
            result.duplicate += 1
            best[row.key] = max(best[row.key], row, key=_rank)
    codes = set(programme_codes)
    for key, call in sorted(best.items()):
        before = stored.get(key)
        if before is None:
            result.created.append(call)
        elif _replaces(call, before, codes):
            result.updated[before.pk] = call
        else:
            result.unchanged += 1
            if call.digest == before.digest and _date(call.ingested) > _date(before.ingested):
                result.touched[before.pk] = _date(call.ingested)
    return result


def _rank(call: ParsedCall) -> tuple[Any, ...]:
    """The newest copy wins; of two as new the fuller, else the higher digest: never the order."""
    text = len(call.description) + len(call.conditions)
    return (not call.is_demo, _date(call.ingested), text, call.digest)


def _replaces(call: ParsedCall, before: Stored, codes: set[str]) -> bool:
    """Whether a copy says something new. A real call replaces a demo one, never the other way."""
    if call.is_demo != before.is_demo:
        return before.is_demo
    if call.digest == before.digest:
        return call.programme_code in codes and not before.has_programme
    if _date(call.ingested) == _date(before.ingested):
        return before.is_stub or not call.is_stub
    return _date(call.ingested) > _date(before.ingested)


def _date(ingested: datetime | None) -> datetime:
    """A copy that does not say when it was made cannot be shown to be newer."""
    return ingested or LONG_AGO
