"""The line of time of a call: opened, today, and each deadline, in the order they come."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext, ngettext

from core.words.dates import days_between, local
from opportunities.models import Call
from opportunities.showing.presentation import Due, due


@dataclass(frozen=True)
class Step:
    """A point on the line. `gap` says how far it is to the one after, in words."""

    at: datetime
    day: date
    label: str
    passed: bool = False
    today: bool = False
    due: Due | None = None
    gap: str = ""


def deadlines(call: Call, at: datetime) -> list[Due]:
    """Every deadline, passed or coming, in order."""
    return [due(d, at=at) for d in sorted(call.deadline_list, key=lambda d: d.at)]


def timeline(call: Call, at: datetime) -> list[Step]:
    """From the opening to the last deadline, with today among them; empty without any date."""
    steps = [
        Step(at=d.at, day=d.day, label=_label(d), passed=d.passed, due=d)
        for d in deadlines(call, at)
    ]
    if call.opens_at:
        opened = call.opens_at <= at
        label = gettext("opened") if opened else gettext("opens")
        day = local(call.opens_at).date()
        steps.append(Step(at=call.opens_at, day=day, label=label, passed=opened))
    if not steps:
        return []
    steps.append(Step(at=at, day=local(at).date(), label=gettext("today"), today=True))
    steps.sort(key=lambda step: step.at)
    after = [*steps[1:], steps[-1]]
    return [
        replace(step, gap=_gap(step, following))
        for step, following in zip(steps, after, strict=True)
    ]


def _gap(step: Step, following: Step) -> str:
    days = days_between(step.at, following.at)
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days} if days else ""


def _label(deadline: Due) -> str:
    return deadline.note or gettext("last day to apply")
