"""An entry as the document that the cluster keeps."""

from datetime import UTC, datetime, timedelta
from typing import Any

from core.search.engines.base import IndexEntry, Record

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def instant(at: datetime) -> int:
    """An aware time as microseconds since 1970."""
    return (at - _EPOCH) // _MICROSECOND


def identity(record: Record) -> str:
    """The document's `_id`."""
    kind, object_id = record
    return f"{kind}-{object_id}"


def record(identity: str) -> Record:
    """The record whose document has this `_id`. Raises ValueError for one that is not ours."""
    kind, _dash, object_id = identity.rpartition("-")
    if not (kind.isprintable() and object_id.isdecimal() and len(object_id) < 19):
        raise ValueError(f"{identity[:100]!r} is no document of ours")
    return kind, int(object_id)


def pair(facet: str, value: str) -> str:
    """A facet's value as one word."""
    return f"{facet}={value}"


def document(entry: IndexEntry) -> dict[str, Any]:
    """The document, without empty fields."""
    dates, ends_at = [instant(at) for at in entry.dates], instant(entry.ends_at)
    fields = {
        "kind": entry.kind,
        "object_id": entry.object_id,
        "terms": entry.terms,
        "words": entry.words,
        "readers": list(entry.readers),
        "facets": [pair(name, value) for name, values in entry.facets.items() for value in values],
        "dates": dates,
        "deadlines": [{"at": at} for at in dates if at <= ends_at],
        "last_date": max(dates, default=None),
        "opens_at": _instant(entry.opens_at),
        "ends_at": ends_at,
        "published_at": _instant(entry.published_at),
        "grant_low": _first(entry.amount_min, entry.amount_max),
        "grant_high": _first(entry.amount_max, entry.amount_min),
        "budget": entry.budget,
        "rate": entry.rate,
    }
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


def _instant(at: datetime | None) -> int | None:
    return None if at is None else instant(at)


def _first(*amounts: int | None) -> int | None:
    """The first amount that is stated; 0 counts as stated."""
    return next((amount for amount in amounts if amount is not None), None)
