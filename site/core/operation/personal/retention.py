"""What has been kept for as long as the municipality has decided, to be deleted by a person.

No clock deletes a public record: rows that have outlived their period are listed, and somebody with
the right says which of them go. A sort without a period in KEEP_DAYS is kept.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.functional import Promise

from core.models import AuditEvent, User
from core.registry import Registry


@dataclass(frozen=True)
class Period:
    """A sort of record that is not kept for ever.

    `outlived` are the rows whose period began at a time or before; one is deleted as such unless
    `delete` says otherwise.
    """

    label: Promise
    since: Promise  # from what on it is kept, in words
    outlived: Callable[[datetime], models.QuerySet[Any]]
    delete: Callable[..., None] | None = None  # (row, by=, at=)


periods: Registry[Period] = Registry("period")


@dataclass(frozen=True)
class Due:
    """Rows of one sort that have outlived their period, which is in days."""

    name: str
    period: Period
    days: int
    rows: models.QuerySet[Any]


def due(at: datetime) -> Sequence[Due]:
    """Of each sort for which a period is decided."""
    return [
        Due(name, period, days, period.outlived(at - timedelta(days=days)))
        for name, period in periods
        if (days := settings.KEEP_DAYS.get(name, 0))
    ]


@transaction.atomic
def delete_outlived(*, name: str, keys: Collection[str], by: User, at: datetime) -> int:
    """Delete these rows, but for any that are not due (any more); returns how many."""
    found = next((each for each in due(at) if each.name == name), None)
    rows = list(found.rows.filter(pk__in=keys)) if found else []
    for row in rows:
        if found and found.period.delete:
            found.period.delete(row, by=by, at=at)
        else:
            AuditEvent.objects.write("core.delete_outlived", record=row, by=by, at=at)
            row.delete()
    return len(rows)
