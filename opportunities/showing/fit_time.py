"""The row of the fit card on time: the days that are left against what an application takes.

How long an application takes no source says. The weeks here are a rule of thumb of ours and are
shown as one (docs/decisions/0016).
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from core.words.dates import days_between, days_left
from opportunities.conditions.requirements import Requirements
from opportunities.models import Call
from opportunities.showing.eligibility import Sign
from opportunities.showing.fit_row import Basis, FitRow


@dataclass(frozen=True)
class Usual:
    """From the least to the most weeks that it usually takes."""

    least: int
    most: int


ALONE = Usual(4, 6)
WITH_PARTNERS = Usual(8, 12)
UNKNOWN = Usual(ALONE.least, WITH_PARTNERS.most)


def time_left(call: Call, asked: Requirements, at: datetime) -> list[FitRow]:
    """Whether the days until the next deadline will do; no row once the last one has passed."""
    question = gettext("Time to prepare")
    deadline = call.next_deadline(at)
    if deadline is None:
        return [] if call.deadline_list else [FitRow(question, "", sign=Sign.UNKNOWN)]
    days, usual = days_between(at, deadline.at), _usual(asked)
    if days >= usual.most * 7:
        sign, note = Sign.YES, gettext("That is usually enough.")
    elif days >= usual.least * 7:
        sign, note = Sign.CHECK, gettext("That is just about enough.")
    else:
        sign, note = Sign.CHECK, gettext("That is less than it usually takes.")
    rule = gettext("Our rule of thumb: %(least)d–%(most)d weeks %(how)s.")
    values = {"least": usual.least, "most": usual.most, "how": _how(usual)}
    thumb = Basis(rule % values)
    return [FitRow(question, days_left(days), (note,), sign=sign, bases=(thumb,))]


def _usual(asked: Requirements) -> Usual:
    if asked.partners is None:
        return UNKNOWN
    return WITH_PARTNERS if int(asked.partners.value) > 1 else ALONE


def _how(usual: Usual) -> str:
    if usual == UNKNOWN:
        return gettext("depending on whether partners are needed")
    return gettext("with partners") if usual == WITH_PARTNERS else gettext("on one's own")
