"""Who may apply: what kinds of bodies, where they are at home, and how large a town must be."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from opportunities.conditions.numbers import LARGE, large
from opportunities.conditions.requirements import Applicants, Place, Population, Stated
from opportunities.conditions.sentences import REMEMBERED, Sentence, has_one

_WHO_MAY = re.compile(
    r"\b(?:may|can|cannot|not|only) (?:apply|take part|participate|be (?:submitted|made) by)|"
    r"\beligible (?:applicants?|participants?|bodies|entities|organi[sz]ations)|\bto be eligible|"
    r"\beligible to (?:apply|participate)|"
    r"\b(?:is|are) (?:not )?eligible|\bapplicants? (?:must|shall|may|can|has to|have to)|"
    r"\bopen to|\blimited to|\brestricted to|\breserved for|\bapplications? (?:from|by)\b|"
    r"\bcandidate (?:town|cit|municipalit)|\b(?:can|may) be (?:the |an )?applicants?\b"
)
_WHO_HEADING = re.compile(r"who (?:may|can) apply|eligible (?:app|par|bod|ent|org)")
_LEAD = re.compile(r"to be eligible|applicants?\b.*\bmust:|eligible applicants")
_ANY = re.compile(
    r"\b(?:any|all) (?:type of )?(?:legal )?(?:entit|organi[sz]ation)|"
    r"\bpublic (?:and|or|and/or) private\b|\bprivate (?:and|or|and/or) public\b|"
    r"\blegal entit(?:y|ies),? \(?public\b"
)
_PUBLIC = re.compile(
    r"\bmunicipalit(?:y|ies)|\b(?:local|regional) (?:(?:and|or|and/or) (?:local|regional) )?"
    r"(?:public )?(?:authorit|government|administration|self-government)|\bcit(?:y|ies)\b|"
    r"\btowns?\b|\burban authorit|"
    r"\bpublic (?:bod|authorit|administration|sector|entit|organi[sz]ation)"
)
_NOT_PUBLIC = re.compile(
    r"\bnot municipalit|"
    r"\b(?:municipalities|local authorities|public (?:bodies|authorities|entities))"
    r" (?:are|may|can) ?not\b|\bexcept (?:for )?(?:municipalit|local author|public bod)"
)
_OTHERS = re.compile(
    r"\bsmes?\b|\bsmall (?:and|or|to) medium|\bcompan(?:y|ies)|\bstart-?ups?\b|\bundertakings|"
    r"\benterprises?\b|\bhigher education|\buniversit|\bresearch organi[sz]ations?|\bnon-?profit|"
    r"\bnon-governmental|\bngos?\b|\bcivil society|\bnatural persons?|\bindividuals\b|"
    r"\bbroadcasters|\bpublishers|\bproducers|\btrade unions|\bsocial partners"
)
# Who may not, or may as an exception.
_ASIDE_FROM_ALL = re.compile(
    r"\bnot eligible|\bineligible|\beligible (?:to receive|for) (?:union )?funding|\bcosts?\b"
)
_ONLY = re.compile(r"\bonly\b|\b(?:limited|restricted) to\b|\breserved for\b|\bmust be\b")
_AT_HOME = re.compile(
    r"\b(?:only|limited to|must be)\b[^.;]{0,90}?"
    r"\b(?:established|located|based) in (?P<where>[^.;]+)"
)
_SWEDEN_TOO = re.compile(
    r"member state|\beu\b|european union|\bunion\b|\beea\b|sweden|europe|"
    r"(?:eligible|programme|participating|associated) countr"
)
_ELSEWHERE = re.compile(
    r"african union|\bafrica|latin america|western balkan|caribbean|\basia|pacific|neighbourhood|"
    r"ukraine|moldova|georgia|armenia|serbia|albania|montenegro|macedonia|bosnia|kosovo|t[uü]rki|"
    r"tunisia|morocco|egypt|jordan|lebanon|israel|kenya|japan|canada|brazil|chile|india\b"
)
_INHABITANTS = ("inhabitants", "residents", "population")
_OF_A_TOWN = ("city", "cities", "town", "municipalit", "applicant", "authorit")
_TO = r"\s*(?:and|to|–|-)\s*"
_BETWEEN = re.compile(rf"\b(?P<least>{LARGE}){_TO}(?P<most>{LARGE})\b")
_ABOVE = re.compile(
    rf"\b(?:at least|minimum(?: population)?(?: of)?|more than|over|above|exceeding)\s+"
    rf"(?P<n>{LARGE})"
)
_BELOW = re.compile(
    rf"\b(?:at most|maximum(?: population)?(?: of)?|fewer than|less than|under|below|up to)\s+"
    rf"(?P<n>{LARGE})"
)
_ASIDE = re.compile(
    r"urban centre|where there are no such|functional urban|\breach|\bbenefit|\bserv(?:e|ing)\b"
)
_CATEGORY = re.compile(r"\bcategory(?: of)? (?P<name>[^,;:]{3,80}),")


def applicants(sentences: Iterable[Sentence]) -> Stated | None:
    """Whether municipalities are among those who may apply.

    A list that names others alone shuts them out only where it says "only" or stands under "who may
    apply"; a list elsewhere may go on in a sentence that was not understood.
    """
    found: dict[Applicants, Stated] = {}
    for sentence in sentences:
        if kind := _named(sentence):
            found.setdefault(kind, Stated(kind, sentence.words))
    order = (Applicants.EXCLUDED, Applicants.PUBLIC, Applicants.ANY, Applicants.OTHERS)
    return next((found[kind] for kind in order if kind in found), None)


@lru_cache(maxsize=REMEMBERED)
def _named(sentence: Sentence) -> Applicants | None:
    """Whom a sentence names of those who may apply."""
    heading, text = sentence.heading, sentence.lowered
    under = sentence.in_conditions and _WHO_HEADING.match(heading) is not None
    about = under or _WHO_MAY.search(text) or (heading.endswith(":") and _LEAD.search(heading))
    return _kind(text, under) if about else None


def _kind(text: str, under: bool) -> Applicants | None:  # noqa: FBT001 - one caller, above
    if _NOT_PUBLIC.search(text):
        return Applicants.EXCLUDED
    if _ASIDE_FROM_ALL.search(text):
        return None
    if _ANY.search(text):
        return Applicants.ANY
    if _PUBLIC.search(text):
        return Applicants.PUBLIC
    if _OTHERS.search(text) and (under or _ONLY.search(text)):
        return Applicants.OTHERS
    return None


def place(sentences: Iterable[Sentence]) -> Stated | None:
    """Whether applicants in Sweden are among those who may apply; the first that says it counts."""
    for sentence in sentences:
        if not has_one(sentence.lowered, ("established in", "located in", "based in")):
            continue
        found = _AT_HOME.search(sentence.lowered)
        if found is None or re.search(r"\b(?:include|involve|consorti)", sentence.lowered):
            continue
        if _SWEDEN_TOO.search(_ELSEWHERE.sub("", found["where"])):
            return Stated(Place.SWEDEN_TOO, sentence.words)
        if _ELSEWHERE.search(found["where"]):
            return Stated(Place.ELSEWHERE, sentence.words)
    return None


def population(sentences: Iterable[Sentence], *, title: str, parent: str) -> tuple[Population, ...]:
    """The sizes that are asked for, as alternatives.

    Where they belong to categories, one whose name the title has and the parent's title has not is
    the call's own.
    """
    by_category: dict[Population, str] = {}
    for sentence in sentences:
        text = sentence.lowered
        if not (sentence.in_conditions and has_one(text, _INHABITANTS)):
            continue
        if not has_one(text, _OF_A_TOWN) or _ASIDE.search(text):
            continue
        least, most = _bounds(text)
        if least is not None or most is not None:
            category = _CATEGORY.search(text)
            bounds = Population(least, most, sentence.words)
            by_category[bounds] = category["name"] if category else ""
    return tuple(_own(by_category, title, parent) or by_category)


def _bounds(text: str) -> tuple[int | None, int | None]:
    if found := _BETWEEN.search(text):
        return large(found["least"]), large(found["most"])
    above, below = _ABOVE.search(text), _BELOW.search(text)
    return large(above["n"]) if above else None, large(below["n"]) if below else None


def _own(by_category: dict[Population, str], title: str, parent: str) -> Sequence[Population]:
    special = _words(title) - _words(parent)
    return [bounds for bounds, name in by_category.items() if _words(name) & special]


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w{4,}", text.lower()) if word != "category"}
