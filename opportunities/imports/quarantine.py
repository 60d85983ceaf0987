"""Rows that could not be read: kept whole and once each, however often they come."""

import hashlib
import json
import math
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import JSONField, Value

from opportunities.imports.rows import Rejected
from opportunities.imports.text import cut
from opportunities.models import ImportRun, Quarantined, Source

DEEPEST = 50  # databases refuse JSON that is nested much deeper; such a row is kept as text
CHUNK = 500
REASON = 500  # characters of Quarantined.reason


def keep(rejected: Iterable[Rejected], *, source: Source, run: ImportRun, at: datetime) -> None:
    """Store each row; one that is stored already only gets a new date."""
    rows = {}
    for row in rejected:
        raw = keepable(row.raw)
        digest = hashlib.sha256(json.dumps(raw, sort_keys=True).encode()).hexdigest()
        rows[digest] = Quarantined(
            source=source,
            run=run,
            digest=digest,
            reason=cut(row.reason, REASON),
            raw=Value(None, JSONField()) if raw is None else raw,  # null, not nothing
            first_seen=at,
            last_seen=at,
        )
    digests = sorted(rows)
    for start in range(0, len(digests), CHUNK):
        chunk = digests[start : start + CHUNK]
        stored = Quarantined.objects.filter(source=source, digest__in=chunk)
        present = set(stored.values_list("digest", flat=True))
        stored.update(last_seen=at, run=run)
        Quarantined.objects.bulk_create(rows[digest] for digest in chunk if digest not in present)


def keepable(raw: Any) -> Any:
    """`raw` as JSON that every database takes."""
    return _clean(_text(raw) if _is_deep(raw) else raw)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\0", "␀").encode("utf-8", "replace").decode()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {_clean(str(key)): _clean(item) for key, item in value.items()}
    return value


def _is_deep(value: Any) -> bool:
    level = [value]
    for _depth in range(DEEPEST):
        level = [child for item in level for child in _children(item)]
        if not level:
            return False
    return True


def _children(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


class _Sign(str):
    """A bracket, comma or key on its way out, not a value."""


def _text(value: Any) -> str:
    """JSON of a value nested too deep for json.dumps, which calls itself."""
    out: list[str] = []
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, _Sign):
            out.append(item)
        elif isinstance(item, dict | list):
            stack.extend(reversed(_parts(item)))
        else:
            out.append(json.dumps(item))
    return "".join(out)


def _parts(value: dict[str, Any] | list[Any]) -> list[Any]:
    parts: list[Any] = []
    if isinstance(value, list):
        for child in value:
            parts += [child, _Sign(",")]
        return [_Sign("["), *parts[:-1], _Sign("]")]
    for key, child in value.items():
        parts += [_Sign(f"{json.dumps(key)}:"), child, _Sign(",")]
    return [_Sign("{"), *parts[:-1], _Sign("}")]
