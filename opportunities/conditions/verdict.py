"""May a municipality apply, and does it need others for it? Weighed from what is known, never more.

In this order, and the first that decides is the answer: what an editor has said, where applicants
must be at home, which counties the programme is for, who is named, how many inhabitants are asked
for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from opportunities.conditions.requirements import (
    Applicants,
    Place,
    Population,
    Requirements,
    Stated,
)


class May(StrEnum):
    """Whether we may apply. `MENTIONED` is less than yes: the text speaks of municipalities."""

    YES = "yes"
    MENTIONED = "mentioned"
    NO = "no"
    UNKNOWN = "unknown"


class Ground(StrEnum):
    """What decided it; `SOURCE` is the place where nothing did."""

    EDITOR = "editor"
    PLACE = "place"
    COUNTIES = "counties"
    INHABITANTS = "inhabitants"
    NAMED = "named"
    WORDS = "words"
    SOURCE = "source"


class AsAudience(StrEnum):
    """How a call is linked to the audience of municipalities; values of `Origin`, and two more."""

    CHOSEN = "editor"
    SUGGESTED = "rule"
    REJECTED = "rejected"
    NOT = ""


class Fit(StrEnum):
    """What the search narrows by. What is not stated never counts as yes."""

    OWN = "own"  # we may apply, and one applicant is enough
    TOGETHER = "together"  # we may apply, with others
    UNSTATED = "unstated"  # one of the two is not stated
    NOT = "not"  # we may not


@dataclass(frozen=True)
class Us:
    """What decides of a municipality, from its profile; None and empty are not stated."""

    inhabitants: int | None = None
    county: str = ""


@dataclass(frozen=True)
class Verdict:
    """The answer, what decided it, and the words of the call where it was the call."""

    may: May
    ground: Ground
    stated: Stated | None = None
    size: Population | None = None


def may_apply(
    asked: Requirements, us: Us, *, linked: AsAudience, counties: Sequence[str] = ()
) -> Verdict:
    """Whether we may apply; `counties` are those the programme is for, empty for everywhere."""
    if linked in (AsAudience.CHOSEN, AsAudience.REJECTED):
        return Verdict(May.YES if linked == AsAudience.CHOSEN else May.NO, Ground.EDITOR)
    if asked.place and asked.place.value == Place.ELSEWHERE:
        return Verdict(May.NO, Ground.PLACE, asked.place)
    if counties and us.county and us.county not in counties:
        return Verdict(May.NO, Ground.COUNTIES)
    named = _named(asked, linked)
    return _by_size(asked.population, us, named) if named.may != May.NO else named


def fit(verdict: Verdict, asked: Requirements) -> Fit:
    """`OWN` takes both: that a municipality may apply, and that one applicant is enough."""
    if verdict.may == May.NO:
        return Fit.NOT
    if verdict.may == May.UNKNOWN or asked.partners is None:
        return Fit.UNSTATED
    return Fit.TOGETHER if int(asked.partners.value) > 1 else Fit.OWN


def _named(asked: Requirements, linked: AsAudience) -> Verdict:
    if who := asked.applicants:
        others = who.value in (Applicants.OTHERS, Applicants.EXCLUDED)
        return Verdict(May.NO if others else May.YES, Ground.NAMED, who)
    if linked == AsAudience.SUGGESTED:
        return Verdict(May.MENTIONED, Ground.WORDS)
    return Verdict(May.UNKNOWN, Ground.SOURCE)


def _by_size(sizes: Sequence[Population], us: Us, named: Verdict) -> Verdict:
    """Sizes are alternatives: inside each of them is yes, outside each no, else it depends."""
    if not sizes:
        return named
    if us.inhabitants is None:
        return Verdict(May.UNKNOWN, Ground.INHABITANTS, size=sizes[0])
    inside = [size for size in sizes if size.fits(us.inhabitants)]
    if not inside:
        return Verdict(May.NO, Ground.INHABITANTS, size=sizes[0])
    if len(inside) < len(sizes):
        return Verdict(May.UNKNOWN, Ground.INHABITANTS, size=inside[0])
    return Verdict(named.may, named.ground, named.stated, inside[0])
