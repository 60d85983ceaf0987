"""Rows of the fit card on money: what a project gets, what we pay ourselves, who shares the pot."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext, ngettext

from core.words.dates import local, long_date
from core.words.money import Amount, number
from opportunities.conditions.requirements import Requirements, Rule
from opportunities.models import Call, ExchangeRate
from opportunities.showing.eligibility import Sign
from opportunities.showing.fit_row import Basis, FitRow, bases
from opportunities.showing.presentation import AmountText, money

OLD_RATE = timedelta(days=365)


def grant(call: Call, rate: ExchangeRate | None, at: datetime) -> FitRow:
    """What one project gets."""
    amount = money(call.grant_min, call.grant_max, rate)
    return FitRow(gettext("Money per project"), amount.euros, _in_kronor(amount, rate, at))


def share(call: Call, asked: Requirements) -> FitRow:
    """How much of the costs is paid; the source's own figure before one that was read."""
    question = gettext("Share that is financed")
    percent = share_of(call, asked)
    lump = asked.lump_sum
    notes: tuple[str, ...] = (gettext("Paid as a lump sum."),) if lump else ()
    if percent is None:
        return FitRow(question, "", notes, sign=Sign.UNKNOWN, bases=bases(call, lump))
    read = asked.share if call.rate is None else None
    if read and read.rule == Rule.HORIZON_G and _pays_companies_less(call):
        notes = (gettext("Companies get 70%; a municipality does not work for profit."), *notes)
    answer = gettext("%(rate)s%% of the costs") % {"rate": number(percent, 1)}
    return FitRow(question, answer, notes, bases=bases(call, read))


def share_of(call: Call, asked: Requirements) -> Decimal | None:
    """Per cent of the costs that is paid to us, None where nobody says."""
    if call.rate is not None or asked.share is None:
        return call.rate
    return Decimal(str(asked.share.value))


def _pays_companies_less(call: Call) -> bool:
    names = " ".join(call.types_of_action).lower()
    return "innovation actions" in names and "research and" not in names


def own(call: Call, asked: Requirements, rate: ExchangeRate | None) -> FitRow:
    """What remains to pay when the grant of a typical project covers no more than its share."""
    question = gettext("Own money needed")
    percent = share_of(call, asked)
    if percent is None or percent <= 0:
        return FitRow(question, "", sign=Sign.UNKNOWN)
    if percent >= 100:
        note = gettext("As long as every cost is approved.")
        return FitRow(question, gettext("None"), (note,), sign=Sign.YES)
    left = 100 - percent
    low, high, typical = _typical(call)
    part = left / percent
    needed = money(_times(low, part), _times(high, part), rate)
    if not needed:
        text = gettext("%(rate)s%% of the costs") % {"rate": number(left, 1)}
        return FitRow(question, text, (gettext("How large a grant is, is not stated."),))
    rule = gettext("%(rate)s%% of the costs, with a grant of %(grant)s")
    values = {"rate": number(left, 1), "grant": money(low, high, None).euros}
    notes = (f"{rule % values}, {typical}." if typical else f"{rule % values}.",)
    if needed.kronor:
        return FitRow(question, needed.kronor, (needed.euros, *notes), sign=Sign.CHECK)
    return FitRow(question, needed.euros, notes, sign=Sign.CHECK)


def _typical(call: Call) -> tuple[Amount, Amount, str]:
    """A grant from lowest to highest; where no bounds are stated, what an even share would be."""
    if call.grant_min or call.grant_max:
        return call.grant_min, call.grant_max, ""
    if call.budget and call.expected_grants and call.budget_topics in (None, 1):
        even = (call.budget / call.expected_grants).quantize(Decimal(1))
        return even, even, gettext("if the budget is shared evenly")
    return None, None, ""


def _times(amount: Amount, part: Decimal) -> Decimal | None:
    return (amount * part).quantize(Decimal(1)) if amount else None


def budget(call: Call, rate: ExchangeRate | None, at: datetime) -> FitRow:
    """What there is for all projects, and how many topics it is for."""
    amount = money(call.budget, call.budget, rate)
    notes = _in_kronor(amount, rate, at)
    table: tuple[Basis, ...] = ()
    if amount and call.budget_topics:
        shared = ngettext(
            "For this topic alone.",
            "One pot for %(n)d topics of the same call.",
            call.budget_topics,
        )
        notes = (*notes, shared % {"n": call.budget_topics})
        table = (Basis(gettext("By the source's table of budgets.")),)
    shared_pot = (call.budget_topics or 1) > 1
    sign = Sign.CHECK if amount and shared_pot else None
    question = gettext("Budget") if table else gettext("Budget of the whole call")
    return FitRow(question, amount.euros, notes, sign=sign, bases=table)


def competition(call: Call) -> FitRow:
    """How many projects are expected to be granted."""
    count = call.expected_grants
    answer = ""
    if count:
        text = ngettext("About %(n)s project", "About %(n)s projects", count)
        answer = text % {"n": number(Decimal(count))}
    return FitRow(gettext("Expected to be granted"), answer)


def _in_kronor(amount: AmountText, rate: ExchangeRate | None, at: datetime) -> tuple[str, ...]:
    if not amount.kronor or rate is None:
        return ()
    note = gettext("%(money)s at %(rate)s kronor a euro on %(date)s")
    if local(at).date() - rate.date > OLD_RATE:
        note = gettext("%(money)s at %(rate)s kronor a euro on %(date)s (older rate)")
    values = {
        "money": amount.kronor,
        "rate": number(rate.rate, 2),
        "date": long_date(rate.date),
    }
    return (note % values,)
