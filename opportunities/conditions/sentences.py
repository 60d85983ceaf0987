"""From the HTML of a call to the sentences that may say something of who can apply and how.

Most of a call's text says nothing about that, and an import reads ten thousand calls: so a part of
the text is looked at closely only if it has one of a few telltale words.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from opportunities.conditions.requirements import WORDS

# In the conditions; in the text, where most sentences are about the work, only the surer ones.
TELLTALES = (
    "applicant",
    "apply",
    "applications",
    "consorti",
    "partner",
    "beneficiar",
    "eligible",
    "inhabitants",
    "at least",
    "entities",
    "participat",
    "open to",
    "limited to",
    "established in",
    "annex b",
    "annex g",
    "lump",
    "%",
    "stage",
)
SURER = (
    "applicant",
    "consorti",
    "beneficiar",
    "submitted by",
    "may apply",
    "eligib",
    "lump sum",
    "%",
)
# From here on a call lists its forms and documents.
_END = re.compile(
    r"Application and evaluation forms|Call document and annexes|Additional documents"
)
_BLOCK = re.compile(
    r"</?(?:blockquote|br|caption|d[dlt]|div|h[1-6]|li|ol|p|pre|table|tbody|t[dhr]|thead|tfoot|ul)"
    r"(?=[\s/>])[^<>]*>"
)
_MARK = re.compile(r"</?[A-Za-z][^<>]*>")
_SENTENCE = re.compile(r"(?<=[.;?!])\s+(?=[A-Z(“\"])")
# A reference to a note, and a note in the middle of the sentence that it explains.
_NOTE = re.compile(r"\s*\[(?:\d{1,3}|\[[^\[\]]*(?:\[[^\]]*\][^\[\]]*)*\])\]")
_NUMBERED = re.compile(r"\d\w?\.\s")
DECIDING = (
    "who may apply",
    "who can apply",
    "funding rate",
    "partners",
    "stages",
    "eligible app",
    "eligible par",
)
LONGEST_HEADING = 70  # characters
LONGEST_LEAD = 120  # of one that ends in a colon, as what leads to a list does
LONGEST = 1200  # a sentence longer than that is none
REMEMBERED = 5_000  # blocks, and sentences: thousands of calls have the same conditions


@dataclass(frozen=True)
class Sentence:
    """A sentence, what it stands under, and whether the conditions or the text has it.

    `heading` is in small letters; `section` is the last one with a number, as the conditions of
    the portal have them.
    """

    text: str
    heading: str
    section: str
    in_conditions: bool

    @cached_property
    def lowered(self) -> str:
        """In small letters, in which it is searched."""
        return self.text.lower()

    @property
    def words(self) -> str:
        """As it is quoted."""
        if len(self.text) <= WORDS:
            return self.text
        return f"{self.text[:WORDS].rsplit(' ', 1)[0]} …"


def sentences(description: str, conditions: str) -> Iterator[Sentence]:
    """The telling sentences, those of the conditions first."""
    yield from _telling(conditions, in_conditions=True)
    yield from _telling(description, in_conditions=False)


def _telling(markup: str, *, in_conditions: bool) -> Iterator[Sentence]:
    if in_conditions and (end := _END.search(markup)):
        markup = markup[: end.start()]
    heading = section = ""
    for block in _BLOCK.split(markup):
        if len(block) < 3:
            continue
        telling = _decides(heading) or _tells(block, in_conditions)
        if not telling and len(block) > LONGEST_LEAD:
            continue
        text, said = _parted(block)
        if telling:
            for sentence in said:
                yield Sentence(sentence, heading, section, in_conditions)
        longest = LONGEST_LEAD if text.endswith(":") else LONGEST_HEADING
        if len(text) <= longest and not text.endswith((".", ";", ",")):
            heading = text.lower()
            section = text if _NUMBERED.match(text) else section


@lru_cache(maxsize=REMEMBERED)
def _tells(block: str, in_conditions: bool) -> bool:  # noqa: FBT001 - one caller, above
    return has_one(block.lower(), TELLTALES if in_conditions else SURER)


@lru_cache(maxsize=REMEMBERED)
def _parted(block: str) -> tuple[str, tuple[str, ...]]:
    """The text of a block, and its sentences without notes."""
    text = _plain(block)
    said = _SENTENCE.split(_NOTE.sub("", text) if "[" in text else text)
    return text, tuple(sentence for sentence in said if 3 < len(sentence) <= LONGEST)


def _plain(block: str) -> str:
    """The text of a block, in which only marks within a line are left."""
    if "<" in block:
        block = _MARK.sub("", block)
    return " ".join((html.unescape(block) if "&" in block else block).split())


def has_one(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of the words stands in the text: quicker than any pattern, so it goes first."""
    for word in words:  # noqa: SIM110 - `any` takes twice the time, a hundred times a call
        if word in text:
            return True
    return False


def _decides(heading: str) -> bool:
    """Whether a heading says by itself what the lines under it are about."""
    return heading.startswith(DECIDING)
