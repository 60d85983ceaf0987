"""Asking a few addresses of other sites, those that have not been asked for longest."""

import time
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, Q

from core.files.apart import MEGABYTE, Limits, Stopped, Why, apart
from core.web.request import own_address
from editing.links import outside
from editing.models import OutsideAddress

AGAIN = timedelta(days=7)
AGAIN_FAILING = timedelta(days=1)
# For one address in all: the look-up of its name, every redirect, every header.
LIMITS = Limits(seconds=15, memory=512 * MEGABYTE)


def check_outside(*, at: datetime, most: int, seconds: float | None = None) -> dict[str, str]:
    """Ask the addresses that are due, at most so many and one of a host; each with its problem.

    Nothing is asked unless CHECK_OUTSIDE_LINKS says so, and no further one after `seconds`.
    """
    answers: dict[str, str] = {}
    if not settings.CHECK_OUTSIDE_LINKS:
        return answers
    begun = time.monotonic()
    for row in _due(at, most):
        if seconds is not None and time.monotonic() - begun > seconds:
            break
        if _claimed(row, at):
            answers[row.address] = _problem(row.address)
            _note(row, answers[row.address], at)
    return answers


def _due(at: datetime, most: int) -> list[OutsideAddress]:
    late = Q(checked_at=None) | Q(checked_at__lte=at - AGAIN)
    late |= Q(failures__gt=0, checked_at__lte=at - AGAIN_FAILING)
    rows = OutsideAddress.objects.filter(late).order_by(F("checked_at").asc(nulls_first=True), "pk")
    by_host: dict[str, OutsideAddress] = {}
    for row in rows.iterator():
        by_host.setdefault(row.host, row)
        if len(by_host) == most:
            break
    return list(by_host.values())


def _claimed(row: OutsideAddress, at: datetime) -> bool:
    """Whether nobody else asks it meanwhile: a site that is slow is not asked by every tick."""
    same = OutsideAddress.objects.filter(pk=row.pk, checked_at=row.checked_at)
    return same.update(checked_at=at) == 1


def _problem(address: str) -> str:
    agent = f"Omvarld link check (+{own_address()})"
    asker = outside.Asker(agent, tuple(settings.LINK_CHECK_HOSTS))
    try:
        return apart(outside.problem, address, asker, limits=LIMITS)
    except outside.NotAsked:
        return ""
    except Stopped as stopped:
        if stopped.why is Why.SLOW:
            return f"no answer within {LIMITS.seconds} seconds"
        return "no answer that can be read"


def _note(row: OutsideAddress, problem: str, at: datetime) -> None:
    row.checked_at, row.answer = at, problem[:200]
    row.failing_since = (row.failing_since or at) if problem else None
    row.failures = min(row.failures + 1, 1000) if problem else 0
    row.save()
