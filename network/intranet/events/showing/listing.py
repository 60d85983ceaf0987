"""Events as lists show them: each with what the reader has answered; by month."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.contrib.auth.models import AnonymousUser

from core.models import User
from core.words.dates import local, month_and_year
from network.intranet.events.models import Event, SignUp


@dataclass(frozen=True)
class EventLine:
    """An event and the reader's answer to it, in words; "" where there is none."""

    event: Event
    answer: str

    @property
    def comes(self) -> bool:
        """Whether the reader has a place, or waits for one."""
        return self.answer in (SignUp.Answer.COMES, SignUp.Answer.WAITS)


def lines(events: Iterable[Event], user: User | AnonymousUser) -> Sequence[EventLine]:
    """The events in their order; one query for all answers."""
    shown = list(events)
    answers: dict[int, Any] = dict(
        SignUp.objects.filter(event__in=shown, person=user.pk).values_list("event", "answer")
    )
    return [EventLine(event, answers.get(event.pk, "")) for event in shown]


@dataclass(frozen=True)
class Month:
    """A heading with the events that begin in it."""

    name: str
    lines: Sequence[EventLine]


def by_month(shown: Iterable[EventLine]) -> Sequence[Month]:
    """In their order; a month is that of our calendar."""
    months = groupby(shown, lambda line: _first_day(line.event.starts))
    return [Month(month_and_year(first), list(theirs)) for first, theirs in months]


def _first_day(at: datetime) -> date:
    return local(at).date().replace(day=1)
