"""A project as people read it: when, with what money, in whose words.

Pure: reads prefetched relations only (`Project.objects.listed()`), so a line costs no query.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext

from core.models import PriorityArea
from core.words.dates import long_date
from core.words.language import LocalizedText
from core.words.money import about, exact, number
from opportunities.models import ExchangeRate
from projects.models import Currency, Project, State
from projects.totals import Totals


@dataclass(frozen=True)
class Figure:
    """An amount as it is stated, and about what it is in the other currency where that is known."""

    stated: str = ""
    other: str = ""

    def __bool__(self) -> bool:
        return bool(self.stated)


@dataclass(frozen=True)
class Funds:
    """A project's money, or one year of it; an empty figure is not stated."""

    budget: Figure
    granted: Figure
    received: Figure
    own: Figure


@dataclass(frozen=True)
class ProjectLine:
    """Everything a list shows of one project; `share` is the EU's part of the budget, per cent."""

    title: LocalizedText
    url: str
    state: State
    period: str
    when: str
    programme: str
    areas: Sequence[PriorityArea]
    role: str
    unit: LocalizedText  # as it is called, which is in Swedish
    purpose: LocalizedText
    funds: Funds
    share: Decimal | None
    share_text: str
    is_demo: bool


def figure(amount: Decimal | None, currency: str, rate: ExchangeRate | None) -> Figure:
    """`amount` as stated, and in the other of the two currencies at `rate` (kronor a euro)."""
    if amount is None:
        return Figure()
    stated = exact(amount, currency)
    if rate is None:
        return Figure(stated)
    if currency == Currency.SEK:
        return Figure(stated, about(amount / rate.rate, Currency.EUR))
    return Figure(stated, about(rate.convert(amount), Currency.SEK))


def funds(totals: Totals, currency: str, rate: ExchangeRate | None) -> Funds:
    """Every amount of `totals`."""
    return Funds(
        budget=figure(totals.budget, currency, rate),
        granted=figure(totals.granted, currency, rate),
        received=figure(totals.received, currency, rate),
        own=figure(totals.co_financing, currency, rate),
    )


def period(project: Project) -> str:
    """ "2024–2027", "from 2024", "until 2027"; empty where no date is stated."""
    if project.starts and project.ends:
        first, last = project.starts.year, project.ends.year
        return f"{first}" if first == last else f"{first}–{last}"
    if project.starts:
        return gettext("from %(year)s") % {"year": project.starts.year}
    return gettext("until %(year)s") % {"year": project.ends.year} if project.ends else ""


def when(project: Project, at: datetime) -> str:
    """What the dates say now, as a sentence without its subject: "ended 30 June 2025"."""
    state = project.state(at)
    if state == State.ENDED and project.ends:
        return gettext("Ended %(day)s") % {"day": long_date(project.ends)}
    if state == State.PLANNED and project.starts:
        return gettext("Starts %(day)s") % {"day": long_date(project.starts)}
    if state == State.ONGOING and project.ends:
        return gettext("Ongoing until %(day)s") % {"day": long_date(project.ends)}
    return str(state.label)


def share_text(project: Project) -> str:
    """ "60 % of SEK 12,400,000 from the EU"; empty where a part of it is not stated."""
    totals = project.totals
    if totals.share is None or totals.budget is None or not project.has_eu_money:
        return ""
    return gettext("%(share)s%% of %(budget)s from the EU") % {
        "share": number(totals.share, 1),
        "budget": exact(totals.budget, project.currency),
    }


def project_line(
    project: Project, *, at: datetime, rate: ExchangeRate | None, url: str = ""
) -> ProjectLine:
    """`project` as of `at`; the other currency needs a `rate`, the link a `url`."""
    programme = project.programme
    return ProjectLine(
        title=project.title,
        url=url,
        state=project.state(at),
        period=period(project),
        when=when(project, at),
        programme=(programme.short or programme.name) if programme else "",
        areas=[area for area in project.areas.all() if area.scheme.classifies_calls],
        role=str(project.get_role_display()),
        unit=LocalizedText(project.owner_unit, "sv"),
        purpose=project.purpose,
        funds=funds(project.totals, project.currency, rate),
        share=project.totals.share if project.has_eu_money else None,
        share_text=share_text(project),
        is_demo=project.is_demo,
    )
