"""Locks: one import at a time, and one writer at a time for each call."""

from collections.abc import Iterable

from django.db.models import QuerySet

from core.operation.locks import one_at_a_time
from opportunities.models import Call

CHUNK = 5_000


def lock_sorting() -> None:
    """Before many calls are written, or what they are sorted by; until the transaction ends."""
    one_at_a_time("opportunities.sort")


def lock_calls(ids: Iterable[int]) -> None:
    """Lock these calls until the transaction ends, before anything of them is written.

    Always in the order of their keys, so that two transactions never wait for each other.
    """
    wanted = sorted(ids)
    for start in range(0, len(wanted), CHUNK):
        calls: QuerySet[Call] = Call.objects.filter(pk__in=wanted[start : start + CHUNK])
        list(calls.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
