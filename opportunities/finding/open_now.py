"""What is open now: which calls, and lines of some of them, however many there are."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from core.models import User
from core.search import find
from core.search.engines import OpenEntry
from core.search.kinds import kinds
from opportunities.finding.search import KIND
from opportunities.models import ExchangeRate
from opportunities.showing.presentation import CallLine, call_line


def open_now(user: User | AnonymousUser, *, at: datetime, **facets: str) -> Sequence[OpenEntry]:
    """The open calls that `user` may read, in the order they close. One query.

    `facets` are demands: `priority="halsa"` leaves the calls of that area.
    """
    entries = find.open_now(KIND, user=user, at=at)
    for name, value in facets.items():
        entries = [entry for entry in entries if value in entry.facets.get(name, ())]
    return entries


def call_lines(
    pks: Iterable[int], user: User | AnonymousUser, *, at: datetime
) -> dict[int, CallLine]:
    """A line for each of those calls that `user` may read, by primary key."""
    rate = ExchangeRate.current()
    calls = kinds[KIND].load(pks, user)
    return {pk: call_line(call, at=at, rate=rate) for pk, call in calls.items()}
