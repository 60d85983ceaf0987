"""The fit card of a call: does it suit us? Each row is a question, an answer, and where it is from.

An empty answer is shown as "not stated": what a source leaves out is never filled in. What was read
of the conditions is shown with the words; what was not is answered with a link to them.
"""

from collections.abc import Iterable
from datetime import datetime

from core.models import PriorityArea
from opportunities.conditions.verdict import Us
from opportunities.models import Call, CallPriority, ExchangeRate
from opportunities.showing import fit_applicants, fit_money
from opportunities.showing.eligibility import weigh
from opportunities.showing.fit_row import FitRow, LinkReason, because
from opportunities.showing.fit_time import time_left


def rows(call: Call, us: Us, rate: ExchangeRate | None, *, at: datetime) -> list[FitRow]:
    """The card from top to bottom, without the deadlines, which are shown by themselves.

    `at` tells how long is left and whether the `rate` is old.
    """
    weighed = weigh(call, us)
    asked = weighed.asked
    return [
        fit_applicants.ours(call, weighed, us),
        *fit_applicants.everybody(call),
        fit_applicants.partners(call, asked),
        fit_money.grant(call, rate, at),
        fit_money.share(call, asked),
        fit_money.own(call, asked, rate),
        fit_applicants.stages(call, asked),
        *time_left(call, asked, at),
        fit_money.budget(call, rate, at),
        fit_money.competition(call),
    ]


def areas(links: Iterable[CallPriority]) -> list[tuple[PriorityArea, LinkReason]]:
    """The areas of a call, each with the reason."""
    return [(link.area, because([link])) for link in links]
