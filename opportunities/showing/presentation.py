"""A call as a line in a timetable: when, what, how much, and why it matches.

Pure: reads prefetched relations only (`Call.objects.listed()`), so a line costs no query.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext

from core.models import PriorityArea
from core.search.lines import Match, matches
from core.search.results import Result, Snippet
from core.words.dates import clock, days_between, days_left, local, month
from core.words.language import LocalizedText, current
from core.words.money import Amount, euros, kronor, number
from opportunities.conditions.verdict import Us
from opportunities.in_short.sentence import sentence
from opportunities.models import Call, CallDeadline, ExchangeRate, Status
from opportunities.showing.eligibility import Facts, facts, weigh

URGENT_DAYS = 14


@dataclass(frozen=True)
class Due:
    """One deadline on the clocks of the municipality.

    `days` counts calendar days from now and `left` says so; it is empty when the day has passed.
    """

    at: datetime
    day: date
    days: int
    left: str
    passed: bool
    urgent: bool
    assumed: bool
    uncertain: bool
    note: str

    @property
    def day_of_month(self) -> str:
        """ "15"; as text, since a number would be written with the signs of the language."""
        return str(self.day.day)

    @property
    def month(self) -> str:
        """ "Nov 2026"."""
        return f"{month(self.day)} {self.day.year}"

    @property
    def clock(self) -> str:
        """The hour in Swedish time."""
        return clock(self.at)

    @property
    def iso(self) -> str:
        """The moment for machines, with its zone."""
        return local(self.at).isoformat()


@dataclass(frozen=True)
class AmountText:
    """An amount written in both currencies; empty where the source states none."""

    euros: str
    kronor: str

    def __bool__(self) -> bool:
        return bool(self.euros)


@dataclass(frozen=True)
class CallLine:
    """Everything a list shows of one call; `facts` where it is seen from the municipality."""

    title: LocalizedText
    sentence: LocalizedText
    url: str
    reference: str
    programme: str
    status: Status
    areas: Sequence[PriorityArea]
    due: Due | None
    opens: date | None
    money: AmountText
    share: str
    matches: Sequence[Match] = ()
    snippet: Snippet | None = None
    is_demo: bool = False
    closed_early: bool = False
    language: str = field(default="sv")
    facts: Facts | None = None


def call_line(
    call: Call,
    *,
    at: datetime,
    rate: ExchangeRate | None = None,
    result: Result | None = None,
    language: str = "",
    us: Us | None = None,
) -> CallLine:
    """`call` as of `at`; kronor need a `rate`, reasons the search's `result`, facts who we are.

    `language` is the reader's, by default the active one.
    """
    status = call.status(at)
    deadline = call.next_deadline(at) or (None if status == Status.OPEN else _last(call))
    programme = call.programme
    return CallLine(
        title=LocalizedText(call.title, call.language),
        sentence=sentence(call, at=at, rate=rate),
        url=call.get_absolute_url(),
        reference=call.reference,
        programme=(programme.short or programme.name) if programme else "",
        status=status,
        closed_early=call.is_closed_early(at),
        areas=call.areas,
        due=due(deadline, at=at, closed=status == Status.CLOSED) if deadline else None,
        opens=local(call.opens_at).date() if call.opens_at else None,
        money=money(call.grant_min, call.grant_max, rate),
        share=share(call),
        matches=matches(result.reasons) if result else (),
        snippet=result.snippet if result else None,
        is_demo=call.is_demo,
        language=language or current(),
        facts=facts(weigh(call, us)) if us else None,
    )


def due(deadline: CallDeadline, *, at: datetime, closed: bool = False) -> Due:
    """`deadline` seen from `at`; that of a `closed` call is as good as passed."""
    days, passed = days_between(at, deadline.at), closed or deadline.at < at
    return Due(
        at=deadline.at,
        day=local(deadline.at).date(),
        days=days,
        left="" if passed else days_left(days),
        passed=passed,
        urgent=not passed and days <= URGENT_DAYS,
        assumed=deadline.assumed,
        uncertain=deadline.uncertain,
        note=_which(deadline),
    )


def money(low: Amount, high: Amount, rate: ExchangeRate | None) -> AmountText:
    """From `low` to `high` EUR, also in kronor where a rate is known."""
    in_kronor = kronor(low, high, rate.rate) if rate else ""
    return AmountText(euros=euros(low, high), kronor=in_kronor)


def share(call: Call) -> str:
    """ "60 % is financed"; empty where the source does not say."""
    if call.rate is None:
        return ""
    return gettext("%(rate)s%% financed") % {"rate": number(call.rate, 1)}


def _last(call: Call) -> CallDeadline | None:
    return max(call.deadline_list, key=lambda d: d.at, default=None)


def _which(deadline: CallDeadline) -> str:
    """ "stage 2 of 2", "cut-off date 1 of 3"; empty for the only deadline of a call."""
    every = sorted(d.at for d in deadline.call.deadline_list)
    if len(every) < 2:
        return ""
    words: dict[str, str] = {
        CallDeadline.Kind.STAGE: gettext("stage %(number)d of %(total)d"),
        CallDeadline.Kind.CUT_OFF: gettext("cut-off date %(number)d of %(total)d"),
    }
    text = words.get(deadline.kind, gettext("deadline %(number)d of %(total)d"))
    return text % {"number": every.index(deadline.at) + 1, "total": len(every)}
