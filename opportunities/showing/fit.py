"""The fit card of a call: does it suit us? Each row is a question, an answer, and where it is from.

An empty answer is shown as "not stated": what a source leaves out is never filled in. What no
source states by itself but may well write in its conditions is answered with a link to them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext

from core.models import PriorityArea
from core.words.dates import local, long_date
from core.words.language import LocalizedText
from core.words.money import number
from opportunities.models import Call, CallPriority, ExchangeRate, Origin
from opportunities.models.suggestions import Link
from opportunities.showing.presentation import AmountText, money

WORDS = 5  # more reasons than that persuade nobody
OLD_RATE = timedelta(days=365)


@dataclass(frozen=True)
class LinkReason:
    """The words in a call that were the reason for a link, and whether an editor chose it."""

    words: tuple[LocalizedText, ...] = ()
    chosen: bool = False


@dataclass(frozen=True)
class FitRow:
    """A row of the card. `notes` and `because` say where `answer` is from or what follows from it.

    `link` is where the answer leads, if anywhere.
    """

    question: str
    answer: str
    notes: tuple[str, ...] = ()
    because: LinkReason = LinkReason()
    link: str = ""


def rows(call: Call, rate: ExchangeRate | None, *, at: datetime) -> list[FitRow]:
    """The card from top to bottom, without the deadlines, which are shown by themselves.

    `at` tells whether the `rate` is old.
    """
    return [
        _applicants(call),
        _partners(call),
        _grant(call, rate, at),
        _share(call, rate),
        _budget(call, rate, at),
        _competition(call),
    ]


def because(links: Iterable[Link]) -> LinkReason:
    """Why a call has these links: the matching words, or an editor's choice."""
    links = list(links)
    matches = [w for link in links if link.origin == Origin.RULE for w in link.words]
    words = {w["word"]: LocalizedText(w["word"], w["language"]) for w in matches}
    return LinkReason(
        words=tuple(words.values())[:WORDS],
        chosen=any(link.origin == Origin.EDITOR for link in links),
    )


def _applicants(call: Call) -> FitRow:
    question = gettext("Who can apply")
    links = [link for link in call.audience_links.all() if not link.rejected]
    if not links:
        return _in_conditions(question, call)
    names = [str(link.audience.name) for link in links]
    answer = get_text_list([*names[:1], *map(_inside, names[1:])], gettext("and"))
    return FitRow(question, answer, because=because(links))


def _inside(name: str) -> str:
    """A name inside a sentence: "Association" becomes "association", "EU" stays."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def _partners(call: Call) -> FitRow:
    return _in_conditions(gettext("Partners and countries needed"), call)


def _in_conditions(question: str, call: Call) -> FitRow:
    """Where to read the answer: further down on the page, else at the source, else nowhere."""
    if call.conditions:
        return FitRow(question, gettext("See the conditions"), link="#conditions")
    if call.url:
        return FitRow(question, gettext("See the conditions at the source"), link=call.url)
    return FitRow(question, "")


def _grant(call: Call, rate: ExchangeRate | None, at: datetime) -> FitRow:
    amount = money(call.grant_min, call.grant_max, rate)
    return FitRow(gettext("Money per project"), amount.euros, _in_kronor(amount, rate, at))


def _share(call: Call, rate: ExchangeRate | None) -> FitRow:
    question = gettext("Share that is financed")
    if call.rate is None:
        return FitRow(question, "")
    answer = gettext("%(rate)s%% of the costs") % {"rate": number(call.rate, 1)}
    return FitRow(question, answer, _own_money(call, call.rate, rate))


def _own_money(call: Call, share: Decimal, rate: ExchangeRate | None) -> tuple[str, ...]:
    """What remains to pay when the grant covers no more than its `share`, in per cent."""
    if not 0 < share < 100:
        return ()
    left = (100 - share) / share
    low, high = (a * left if a else None for a in (call.grant_min, call.grant_max))
    own = money(_rounded(low), _rounded(high), rate)
    if not own:
        return (gettext("The rest is our own money."),)
    both = f"{own.euros} ({own.kronor})" if own.kronor else own.euros
    return (gettext("Own money needed: %(money)s.") % {"money": both},)


def _rounded(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else amount.quantize(Decimal(1))


def _budget(call: Call, rate: ExchangeRate | None, at: datetime) -> FitRow:
    amount = money(call.budget, call.budget, rate)
    return FitRow(gettext("Budget of the whole call"), amount.euros, _in_kronor(amount, rate, at))


def _competition(call: Call) -> FitRow:
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


def areas(links: Iterable[CallPriority]) -> list[tuple[PriorityArea, LinkReason]]:
    """The areas of a call, each with the reason."""
    return [(link.area, because([link])) for link in links]
