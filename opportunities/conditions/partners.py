"""How many must take part, and from how many countries."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from opportunities.conditions.numbers import SMALL, small
from opportunities.conditions.requirements import Stated
from opportunities.conditions.sentences import REMEMBERED, Sentence, has_one

_WHO = (
    r"(?:entit(?:y|ies)|organi[sz]ations?|applicants?|beneficiar(?:y|ies)|partners?|participants?|"
    r"authorities|cities|towns|municipalities|institutions|bodies|consortium members|companies|"
    r"enterprises|"
    r"undertakings|practitioners|responders|smes|regions|universities|schools|ngos|providers)\b"
)
# What may stand between a number and those it counts: no other thing that it might count instead.
_SUCH = (
    r"(?:(?!(?:countries|states|from|for|of|in|with|to|by|on|as|that|which|per|years?|months?|"
    r"weeks?|days?|pages?|euros?|eur|million)\b)[\w/&'’-]+,?\s+){0,6}?"
)
_LEAST = r"(?:at least|an? minimum of|minimum of|minimum|no fewer than|not less than)"

_AT_LEAST = re.compile(rf"\b{_LEAST}\s+(?P<n>{SMALL})\s+{_SUCH}{_WHO}")
_MADE_OF = re.compile(
    r"\b(?:includes?|composed of|compris\w+|consists? of|consisting of|involves?|formed by|"
    rf"submitted by|made up of),?\s+(?:as beneficiaries,?\s+)?(?P<n>{SMALL})\s+"
    rf"{_SUCH}{_WHO}"
)
_MUST = re.compile(
    rf"\b(?P<n>{SMALL})\s+{_SUCH}{_WHO}\s+must\s+(?:take part|participate|be (?:part|involved))"
)
_AND_MORE = re.compile(
    rf"\s*(?:\[\[.*?\]\])?\s*,?\s*and\s+(?:{_LEAST}\s+)?(?P<n>{SMALL})\s+"
    rf"(?:[\w'’-]+\s+){{0,3}}?{_WHO}"
)
_COUNTRIES = re.compile(
    rf"\b(?:from|in|across|established in)\s+(?:{_LEAST}\s+)?(?P<n>{SMALL})\s+"
    r"(?:[\w/,-]+\s+){0,6}?(?:countries|(?:member )?states)\b"
)
_EACH_ITS_OWN = re.compile(
    r"\b(?:from|in|established in) (?:an? )?different\s+"
    r"(?:[\w/,-]+\s+){0,6}?(?:countr|(?:member )?stat)"
)
_ALONE = re.compile(
    r"\b(?:single|sole) (?:legal |eligible )?"
    r"(?:applicants?|entity|entities|organi[sz]ations?|beneficiar(?:y|ies))\b|"
    r"\bmono-?beneficiary\b|\bone applicant is enough\b|"
    r"\bone or (?:more|several) (?:legal |eligible )?"
    r"(?:entit|applicant|organi[sz]ation|participant)|"
    r"\b(?:apply|applies|applying|submitted) (?:alone|by (?:itself|themselves)|individually|"
    r"on (?:its|their) own)\b|"
    r"\balone or (?:together|in|with|as)\b|\b(?:consortium|partners?) (?:is|are) not (?:required|"
    r"mandatory|needed|necessary)\b|\bno (?:consortium|partners?) (?:is|are) (?:required|needed)\b"
)
_NO_SINGLE = re.compile(r"\b(?:no|each|any|per|every) (?:single|sole)\b")
_NOT_ALONE = re.compile(
    r"\b(?:single|sole|individual) (?:legal |eligible )?(?:applicants?|applications?|entit\w+|"
    r"organi[sz]ations?)\b[^.;]{0,60}\b(?:not|ineligible|inadmissible|excluded|cannot)\b|"
    r"\b(?:not|cannot) (?:be )?(?:open to|submitted by|allowed for) (?:a )?"
    r"(?:single|sole|individual)|"
    r"\bonly (?:applications|proposals|projects) (?:by|from) consortia\b|"
    r"\bmust be (?:submitted|presented) by (?:a consortium|consortia)\b|,\s*as a consortium\b"
)
_AT_MOST = re.compile(
    rf"\b(?:maximum of|at most|no(?:t)? more than|maximum)\s+(?P<n>{SMALL})\s+{_SUCH}{_WHO}"
)
_ABOUT_PARTNERS = re.compile(
    r"consorti|partner|applicant|applications?\b|proposals?\b|beneficiar|participa|take part|"
    r"eligib|must\b"
)
_BINDING = re.compile(
    r"\b(?:must|shall|eligib\w+|required|mandatory|have to|has to|minimum|may be submitted|"
    r"can be submitted|may apply|always|allowed)\b"
)
_OF_PARTNERS = re.compile(r"consorti|beneficiar|applicant|partnership|submitted by|eligib")
_OF_OTHERS = re.compile(
    r"third part|subcontract|\bbenefits?\b|\breach|\btrain|\bselected\b|\bwinners?\b|\bevents?\b|"
    r"\btravel|\bdirect participants|\brecipients\b"
)
_OF_THE_WORK = re.compile(r"living lab|pilots?\b|\bcalls\b|demonstrat")
_ABOUT_THEM = re.compile(r"appl|partner|countr|eligib")
_ONE_COUNTRY = re.compile(
    r"\bfrom (?:a|one) (?:single )?(?:eligible )?country\b|\bsingle (?:eligible )?country\b"
)


_QUANTITY = (
    "least",
    "minimum",
    "maximum",
    "at most",
    "more than",
    "fewer",
    "less than",
    "inclu",
    "compos",
    "compris",
    "consist",
    "involv",
    "submitted by",
    " must ",
    "countr",
    "states",
)
_ALONE_WORDS = (
    "single",
    "sole ",
    "mono",
    "alone",
    "individual",
    "self",
    "selves",
    "own",
    "one or",
    "enough",
    "consorti",
    "not required",
    "not needed",
    "no partner",
)


class Found(NamedTuple):
    """What the sentences say; `besides` is asked for on top of what general rules ask."""

    partners: Stated | None
    most: Stated | None
    countries: Stated | None
    besides: bool


class Asked(NamedTuple):
    """The same of one sentence."""

    least: int | None
    alone: bool
    most: int | None
    countries: int
    besides: bool


def partners(sentences: Iterable[Sentence]) -> Found:
    """The highest number that is asked for, or 1 where one may apply alone.

    Where the sentences contradict each other nothing is read.
    """
    least: list[Stated] = []
    alone: list[Stated] = []
    most: list[Stated] = []
    countries: list[Stated] = []
    besides = False
    for sentence in sentences:
        asked, words = _asked(sentence), sentence.words
        if asked is None:
            continue
        if asked.least is not None:
            least.append(Stated(asked.least, words))
        if asked.alone:
            alone.append(Stated(1, words))
        if asked.countries:
            countries.append(Stated(asked.countries, words))
        if asked.most is not None:
            most.append(Stated(asked.most, words))
        besides = besides or asked.besides
    spread = _highest(countries)
    if spread and int(spread.value) > 1:
        least.append(spread)  # somebody from each country
    wanted = None if least and alone else _highest(least) or next(iter(alone), None)
    return Found(wanted, next(iter(most), None), spread, besides)


@lru_cache(maxsize=REMEMBERED)
def _asked(sentence: Sentence) -> Asked | None:
    text = sentence.lowered
    singly = has_one(text, _ALONE_WORDS)
    if not (singly or has_one(text, _QUANTITY)) or not _concerns(sentence):
        return None
    number = _least(text)
    least, alone = number if number > 1 else None, False
    besides = number > 1 and "in addition to the minimum" in text
    if singly and _NOT_ALONE.search(text):
        least, besides = max(2, number), False
    elif singly and _ALONE.search(text) and not _NO_SINGLE.search(text):
        least, alone, besides = None, True, False
    found = _AT_MOST.search(text)
    most = small(found["n"]) if found else None
    return Asked(least, alone, most, _countries(text, number), besides)


def _concerns(sentence: Sentence) -> bool:
    """Whether a sentence is about who must take part, and not about what the project does."""
    if _OF_OTHERS.search(sentence.lowered):
        return False
    if sentence.in_conditions:
        about = _ABOUT_PARTNERS.search(sentence.lowered) or _ABOUT_THEM.search(sentence.heading)
        return about is not None
    binding = _OF_PARTNERS.search(sentence.lowered) and _BINDING.search(sentence.lowered)
    return binding is not None and not _OF_THE_WORK.search(sentence.lowered)


def _least(text: str) -> int:
    """How many at least, those of "three authorities and two associations" together; else 0."""
    best = 0
    for pattern in (_AT_LEAST, _MADE_OF, *((_MUST,) if " must " in text else ())):
        for found in pattern.finditer(text):
            number = small(found["n"])
            if more := _AND_MORE.match(text, found.end()):
                number += small(more["n"])
            best = max(best, number)
    return best


def _countries(text: str, partners: int) -> int:
    if not has_one(text, ("countr", "states")):
        return 0
    if (found := _COUNTRIES.search(text)) and (number := small(found["n"])) > 1:
        return number
    if partners > 1 and _EACH_ITS_OWN.search(text):
        return partners
    return 1 if _ONE_COUNTRY.search(text) else 0


def _highest(facts: Iterable[Stated]) -> Stated | None:
    return max(facts, key=lambda fact: fact.value, default=None)
