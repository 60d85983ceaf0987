"""What share of the costs is financed, and whether the money comes as a lump sum."""

import re
from collections.abc import Iterable

from opportunities.conditions.requirements import Stated
from opportunities.conditions.sentences import Sentence

_PER_CENT = r"(?P<n>\d{1,3}(?:[.,]\d{1,2})?)\s?(?:%|per ?cent)"
_RATE = re.compile(
    r"\b(?:(?:co-?)?(?:funding|financing) rate|reimbursement rate|rate of (?:co-?)?"
    rf"(?:funding|financing))\b[^.%]{{0,80}}?{_PER_CENT}"
)
_THEN_RATE = re.compile(rf"{_PER_CENT}\s+(?:co-?)?(?:funding|financing) rate")
_OF_COSTS = re.compile(
    rf"{_PER_CENT}\s+of\s+(?:the\s+|their\s+)?(?:total\s+)?(?:project'?s?\s+)?(?:eligible|project)?\s*"
    r"costs"
)
_ALONE = re.compile(_PER_CENT)
_OURS = re.compile(rf"{_PER_CENT}\s+(?:for|in the case of)\s+(?:non-?profit|public)")
_HEADING = re.compile(r"(?:co-?)?(?:funding|financing) rate")
_OTHER = re.compile(r"third part|working time|\bbudget\b|own contribution|overhead")
_LUMP_SUM = re.compile(
    r"\b(?:take the form of|as|is) (?:a )?(?:single )?lump[- ]sum|^a lump sum\b|"
    r"\blump[- ]sum (?:grants?|contributions?)\b"
)
_DOCUMENT = re.compile(r"agreement|guidance|decision authorising|\bmga\b")


def share(sentences: Iterable[Sentence]) -> Stated | None:
    """Per cent of the costs: what holds for a municipality where kinds of applicants differ."""
    for sentence in sentences:
        text, about = sentence.lowered, _HEADING.match(sentence.heading) is not None
        if ("%" not in text and "cent" not in text) or _OTHER.search(text):
            continue
        found = _OURS.search(text) if about or _HEADING.search(text) else None
        found = found or _RATE.search(text) or _OF_COSTS.search(text) or _THEN_RATE.search(text)
        if found is None and about:
            found = _ALONE.search(text)
        if found and 0 < (value := float(found["n"].replace(",", "."))) <= 100:
            return Stated(value, sentence.words)
    return None


def lump_sum(sentences: Iterable[Sentence], actions: Iterable[str]) -> Stated | None:
    """That the money is a sum agreed beforehand, not a share of what was spent."""
    for sentence in sentences:
        if "lump" not in sentence.lowered:
            continue
        if _LUMP_SUM.search(sentence.lowered) and not _DOCUMENT.search(sentence.lowered[:60]):
            return Stated(1, sentence.words)
    named = [action for action in actions if "lump sum" in action.lower()]
    return Stated(1, named[0]) if named else None
