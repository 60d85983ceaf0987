"""A call as a line in a timetable: when, what, how much, and why it matches.

Reads prefetched relations only (`Call.objects.listed()`), so that a line costs no query; in a
request, whose first look at the content's version serves them all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils.translation import gettext

from core.models import PriorityArea
from core.search.lines import Match, matches
from core.search.results import Result, Snippet
from core.web import content_version
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
    """Everything a list shows of one call as of `at`, each part put together when it is asked for.

    In the active language. Kronor need a `rate`, reasons the search's `result`, facts who `us` is.
    """

    call: Call
    at: datetime
    rate: ExchangeRate | None
    result: Result | None
    us: Us | None

    @property
    def keep_seconds(self) -> int:
        """How long to keep what it looks like: not at all where the version does not tell."""
        return content_version.KEPT_SECONDS if self.call.shown_to_strangers else 0

    @cached_property
    def key(self) -> str:
        """Two lines of the same key look the same, but for why they matched."""
        due, day = self.due, local(self.at).date()
        when = (day, self.status, self.closed_early, due and (due.at, due.passed))
        of = (content_version.current(), self.call.pk, current())
        return repr((of, when, self.rate and self.rate.pk, self.us))

    @cached_property
    def title(self) -> LocalizedText:
        return LocalizedText(self.call.title, self.call.language)

    @cached_property
    def sentence(self) -> LocalizedText:
        return sentence(self.call, at=self.at, rate=self.rate)

    @property
    def url(self) -> str:
        return self.call.get_absolute_url()

    @property
    def reference(self) -> str:
        return self.call.reference

    @property
    def programme(self) -> str:
        programme = self.call.programme
        return (programme.short or programme.name) if programme else ""

    @cached_property
    def status(self) -> Status:
        return self.call.status(self.at)

    @cached_property
    def closed_early(self) -> bool:
        return self.call.is_closed_early(self.at)

    @property
    def areas(self) -> Sequence[PriorityArea]:
        return self.call.areas

    @cached_property
    def due(self) -> Due | None:
        """The next deadline; of a call that is not open, its last where all have passed."""
        shown = self.status
        deadline = self.call.next_deadline(self.at)
        if not deadline and shown != Status.OPEN:
            deadline = _last(self.call)
        return due(deadline, at=self.at, closed=shown == Status.CLOSED) if deadline else None

    @property
    def opens(self) -> date | None:
        return local(self.call.opens_at).date() if self.call.opens_at else None

    @cached_property
    def money(self) -> AmountText:
        return money(self.call.grant_min, self.call.grant_max, self.rate)

    @property
    def share(self) -> str:
        return share(self.call)

    @cached_property
    def matches(self) -> Sequence[Match]:
        return matches(self.result.reasons) if self.result else ()

    @property
    def snippet(self) -> Snippet | None:
        return self.result.snippet if self.result else None

    @property
    def is_demo(self) -> bool:
        return self.call.is_demo

    @cached_property
    def facts(self) -> Facts | None:
        """What decides most, where the call is seen from the municipality."""
        return facts(weigh(self.call, self.us)) if self.us else None


def call_line(
    call: Call,
    *,
    at: datetime,
    rate: ExchangeRate | None = None,
    result: Result | None = None,
    us: Us | None = None,
) -> CallLine:
    """`call` as a list shows it."""
    return CallLine(call, at, rate, result, us)


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
