"""Who writes calls when: one import at a time, and of each call one writer at a time."""

from collections.abc import Iterable

from django.db.models import QuerySet

from core.operation.locks import one_at_a_time
from opportunities.models import Call

CHUNK = 5_000


def sort_in_turn() -> None:
    """Before many calls are written, or what they are sorted by: until the transaction ends."""
    one_at_a_time("opportunities.sort")


def hold(ids: Iterable[int]) -> None:
    """Nobody else writes these calls until the transaction ends.

    Before anything of them is written, and in one order, so that of two who hold calls neither
    waits for the other.
    """
    wanted = sorted(ids)
    for start in range(0, len(wanted), CHUNK):
        calls: QuerySet[Call] = Call.objects.filter(pk__in=wanted[start : start + CHUNK])
        list(calls.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
