"""May we apply for a call, and with how many: in two short texts for a list, and for the filter.

Reads what `Call.objects.listed()` has read, so it costs no query.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext, gettext_lazy, ngettext

from core.models import MunicipalityProfile
from opportunities.conditions.requirements import Requirements
from opportunities.conditions.verdict import (
    AsAudience,
    Fit,
    Ground,
    May,
    Us,
    Verdict,
    fit,
    may_apply,
)
from opportunities.models import Call, Reach

FIT_LABELS = {
    Fit.OWN: gettext_lazy("We may apply by ourselves"),
    Fit.TOGETHER: gettext_lazy("We may apply with others"),
    Fit.UNSTATED: gettext_lazy("The text does not say"),
    Fit.NOT: gettext_lazy("Not for us"),
}
MAY_LABELS = {
    May.YES: gettext_lazy("We may apply"),
    May.MENTIONED: gettext_lazy("Municipalities are mentioned"),
    May.NO: gettext_lazy("Not for us"),
    May.UNKNOWN: gettext_lazy("Does not say whether we may apply"),
}


class Sign(StrEnum):
    """What a fact means for us, beside the words: good, look out, no, not stated."""

    YES = "yes"
    CHECK = "check"
    NO = "no"
    UNKNOWN = "unknown"


SIGNS = {
    May.YES: Sign.YES,
    May.MENTIONED: Sign.CHECK,
    May.NO: Sign.NO,
    May.UNKNOWN: Sign.UNKNOWN,
}


@dataclass(frozen=True)
class Weighed:
    """What a call asks for, whether we may apply, and what that makes of it for the filter."""

    asked: Requirements
    verdict: Verdict
    fit: Fit


@dataclass(frozen=True)
class Facts:
    """The two facts that decide most, in words.

    `partners` is empty where we may not apply, and where neither fact is stated.
    """

    sign: Sign
    text: str
    partners: str


def us_of(profile: MunicipalityProfile | None) -> Us:
    """What decides of the municipality."""
    return Us(profile.population, profile.county) if profile else Us()


def weigh(call: Call, us: Us) -> Weighed:
    """`call` seen from a municipality."""
    asked = Requirements.of(call.requirements)
    verdict = may_apply(
        asked, us, linked=AsAudience(call.municipality_link or ""), counties=_counties(call)
    )
    return Weighed(asked, verdict, fit(verdict, asked))


def facts(weighed: Weighed) -> Facts:
    """For a line in a list."""
    may, ground, asked = weighed.verdict.may, weighed.verdict.ground, weighed.asked
    if may == May.NO:
        return Facts(SIGNS[may], str(MAY_LABELS[may]), "")
    if ground == Ground.SOURCE and asked.partners is None:
        return Facts(SIGNS[may], gettext("The text does not say who may apply"), "")
    size = may == May.UNKNOWN and ground == Ground.INHABITANTS
    text = gettext("It depends on the number of inhabitants") if size else str(MAY_LABELS[may])
    partners = partners_text(asked) or gettext("Number of partners not stated")
    return Facts(SIGNS[may], text, partners)


def partners_text(asked: Requirements) -> str:
    """ "At least 3 organisations from 3 countries"; empty where it is not stated."""
    if asked.partners is None:
        return ""
    least = int(asked.partners.value)
    if least == 1:
        return gettext("No partner needed")
    countries = int(asked.countries.value) if asked.countries else 0
    if countries > 1:
        text = gettext("At least %(n)d organisations from %(countries)d countries")
        return text % {"n": least, "countries": countries}
    text = ngettext("At least %(n)d organisation", "At least %(n)d organisations", least)
    return text % {"n": least}


def _counties(call: Call) -> list[str]:
    programme = call.programme
    if programme is None or programme.reach != Reach.COUNTIES:
        return []
    return programme.county_names
