"""What changed in a call, as an editor or an applicant would put it."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from opportunities.imports.text import plain

# Half of the feed's date changes are seconds or hours, and mean nothing.
JITTER = timedelta(hours=24)
LONG_TEXTS = ("description", "conditions")
EXCERPT = 300
LEAD = 60

Change = tuple[str, Any, Any]


def change(name: str, old: Any, new: Any) -> Change | None:
    """What to note of a field that was `old` and is `new`; None where it is not worth it."""
    if old == new or _is_jitter(old, new):
        return None
    if name in LONG_TEXTS:
        old, new = plain(old), plain(new)
        return None if old == new else (name, *_excerpts(old, new))
    return (name, _json(old), _json(new))


def deadline_change(old: Sequence[datetime], new: Sequence[datetime]) -> Change | None:
    """The same for all deadlines of a call, in their order."""
    same = len(old) == len(new) and all(
        a == b or _is_jitter(a, b) for a, b in zip(old, new, strict=True)
    )
    return None if same else ("deadlines", _moments(old), _moments(new))


def _is_jitter(old: Any, new: Any) -> bool:
    both = isinstance(old, datetime) and isinstance(new, datetime)
    return both and abs(old - new) < JITTER


def _moments(values: Iterable[datetime]) -> list[str]:
    return [value.isoformat() for value in values]


def _excerpts(old: str, new: str) -> tuple[str, str]:
    """Where two long texts begin to differ."""
    differs = (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
    start = max(0, next(differs, min(len(old), len(new))) - LEAD)
    return old[start : start + EXCERPT], new[start : start + EXCERPT]


def _json(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return list(value) if isinstance(value, tuple) else value
