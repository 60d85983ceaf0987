"""One plain sentence about a call: who pays how much to whom, and for what."""

from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext

from core.words.language import LocalizedText, current
from core.words.money import Amount, euros, kronor
from opportunities.in_short.names import areas, audiences, payer
from opportunities.models import Call, CallType, ExchangeRate, Status


def sentence(call: Call, *, at: datetime, rate: ExchangeRate | None = None) -> LocalizedText:
    """An editor's in the reader's language, else built from facts; empty where too few are known.

    Kronor need a `rate`.
    """
    language = current()
    written = getattr(call, f"sentence_{language}").strip()
    return LocalizedText(written or _built(call, at, rate), language)


def _built(call: Call, at: datetime, rate: ExchangeRate | None) -> str:
    over = call.status(at) == Status.CLOSED
    tender = call.type == CallType.TENDER
    whom, where = "" if tender else audiences(call), areas(call)
    if not (call.programme or _has_money(call) or whom or where):
        return ""
    does = _buys(call, rate, where, over=over) if tender else _gives(call, rate, over=over)
    if whom:
        does += " " + gettext("to %(audiences)s") % {"audiences": whom}
    if where and not tender:
        does += ", " if whom else " "
        does += gettext("for work in %(areas)s") % {"areas": where}
    return f"{capfirst(_who(call))} {does}."


def _who(call: Call) -> str:
    programme = payer(call.programme) if call.programme else ""
    if call.type == CallType.CASCADE:
        if programme:
            return gettext("a project within %(programme)s") % {"programme": programme}
        return gettext("an EU project")
    if programme:
        return programme
    return gettext("this procurement") if call.type == CallType.TENDER else gettext("this call")


def _gives(call: Call, rate: ExchangeRate | None, *, over: bool) -> str:
    """ "can give €2–3 million per project"; could, once the call is closed."""
    if money := in_both(call.grant_min, call.grant_max, rate):
        if call.type == CallType.CASCADE:
            now, before = (
                gettext("can give grants of %(money)s"),
                gettext("could give grants of %(money)s"),
            )
        else:
            now = gettext("can give %(money)s per project")
            before = gettext("could give %(money)s per project")
    elif money := in_both(call.budget, call.budget, rate):
        if (call.budget_topics or 1) > 1:
            now = gettext("has %(money)s to give in all for %(topics)d topics")
            before = gettext("had %(money)s to give in all for %(topics)d topics")
        else:
            now = gettext("has %(money)s to give in all")
            before = gettext("had %(money)s to give in all")
    else:
        now, before = gettext("can give grants"), gettext("could give grants")
    return (before if over else now) % {"money": money, "topics": call.budget_topics}


def _buys(call: Call, rate: ExchangeRate | None, where: str, *, over: bool) -> str:
    """ "wants to buy goods or services in the area Health for €200,000"."""
    if call.programme:
        now = gettext("wants to buy goods or services")
        before = gettext("wanted to buy goods or services")
    else:
        now = gettext("is about goods or services")
        before = gettext("was about goods or services")
    parts = [before if over else now]
    if where:
        parts.append(gettext("in %(areas)s") % {"areas": where})
    money = in_both(call.budget, call.budget, rate)
    if money := money or in_both(call.grant_min, call.grant_max, rate):
        parts.append(gettext("for %(money)s") % {"money": money})
    return " ".join(parts)


def _has_money(call: Call) -> bool:
    return bool(call.grant_min or call.grant_max or call.budget)


def in_both(low: Amount, high: Amount, rate: ExchangeRate | None) -> str:
    """Euros and, for those who think in kronor, about how many of those."""
    amount = euros(low, high)
    crowns = kronor(low, high, rate.rate) if rate and current() == "sv" else ""
    return f"{amount} ({crowns})" if amount and crowns else amount
