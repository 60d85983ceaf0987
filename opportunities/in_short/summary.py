"""What else decides about a call, in short sentences: by when, with how many, how much is paid."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext, ngettext

from core.words.dates import local, long_date
from core.words.money import number
from opportunities.conditions.requirements import Requirements
from opportunities.in_short.sentence import in_both
from opportunities.models import Call, CallDeadline, CallType, ExchangeRate, Status


def summary(call: Call, *, at: datetime, rate: ExchangeRate | None = None) -> list[str]:
    """The sentences, the most important first. Kronor need a `rate`."""
    return [text for text in _sentences(call, at, rate) if text]


def _sentences(call: Call, at: datetime, rate: ExchangeRate | None) -> Iterator[str]:
    yield _when(call, at)
    asked = Requirements.of(call.requirements)
    yield _together(asked)
    yield _share(call, asked)
    yield from _in_all(call, rate)


def _when(call: Call, at: datetime) -> str:
    status = call.status(at)
    due = call.next_deadline(at)
    if status == Status.CLOSED:
        last = max((d.at for d in call.deadline_list if d.at < at), default=None)
        return gettext("It closed on %(day)s.") % {"day": _day(last)} if last else ""
    if status == Status.FORTHCOMING:
        return _later(call, due)
    if due is None:
        return ""
    if due.kind == CallDeadline.Kind.STAGE:
        return _in_stages(call, due)
    text = (
        gettext("Tenders must be in by %(day)s.")
        if call.type == CallType.TENDER
        else gettext("Apply by %(day)s.")
    )
    more = sum(d.at > due.at for d in call.deadline_list)
    after = ngettext(
        "After that there is %(n)d more chance.", "After that there are %(n)d more chances.", more
    )
    return " ".join([text % {"day": _day(due.at)}, *([after % {"n": more}] if more else [])])


def _later(call: Call, due: CallDeadline | None) -> str:
    days = {"opens": _day(call.opens_at), "closes": _day(due.at if due else None)}
    if days["opens"] and days["closes"]:
        return gettext("You can apply from %(opens)s to %(closes)s.") % days
    if days["opens"]:
        return gettext("You can apply from %(opens)s.") % days
    return gettext("It is not open yet.")


def _in_stages(call: Call, due: CallDeadline) -> str:
    """Of the first stage with the one after it; later stages are for those who came through."""
    stages = sorted(d.at for d in call.deadline_list)
    days = {"day": _day(due.at), "next": _day(next((s for s in stages if s > due.at), None))}
    if due.at != stages[0]:
        return gettext("Only those who came through the first stage can apply, by %(day)s.") % days
    if not days["next"]:
        return gettext("The first, short application must be in by %(day)s.") % days
    return (
        gettext(
            "First a short application, by %(day)s. Those who come through send a full one"
            " by %(next)s."
        )
        % days
    )


def _together(asked: Requirements) -> str:
    """How many must apply together, where the call's own conditions say so."""
    least, countries = (int(f.value) if f else 0 for f in (asked.partners, asked.countries))
    if least == 1:
        return gettext("One organisation can apply alone.")
    if least > 1 and countries > 1:
        text = gettext(
            "At least %(n)d organisations from %(countries)d countries must apply together."
        )
        return text % {"n": least, "countries": countries}
    if least > 1:
        return gettext("At least %(n)d organisations must apply together.") % {"n": least}
    return ""


def _share(call: Call, asked: Requirements) -> str:
    """The source's own figure before one that was read."""
    share = call.rate
    if share is None and asked.share:
        share = Decimal(str(asked.share.value))
    if not share or share > 100:
        return ""
    if share == 100:
        return gettext("All of the costs are paid.")
    text = gettext("%(rate)s%% of the costs are paid; the rest is own money.")
    return text % {"rate": number(share, 1)}


def _in_all(call: Call, rate: ExchangeRate | None) -> Iterator[str]:
    """The budget, unless the sentence has it, and how many projects it is to last for."""
    if call.type == CallType.TENDER:
        return
    has_grant = bool(call.grant_min or call.grant_max)
    money = in_both(call.budget, call.budget, rate) if has_grant else ""
    topics, count = call.budget_topics or 1, call.expected_grants or 0
    values = {"money": money, "topics": topics, "n": number(Decimal(count))}
    if money and topics > 1:
        yield gettext("In all there is %(money)s, shared by %(topics)d topics.") % values
    elif money and count:
        text = ngettext(
            "In all there is %(money)s, for one project.",
            "In all there is %(money)s, for about %(n)s projects.",
            count,
        )
        yield text % values
        return
    elif money:
        yield gettext("In all there is %(money)s.") % values
    if count:
        text = ngettext(
            "One project is expected to get money.",
            "About %(n)s projects are expected to get money.",
            count,
        )
        yield text % values


def _day(at: datetime | None) -> str:
    return long_date(local(at).date()) if at else ""
