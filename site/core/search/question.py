"""A query's words, analysed: what the engines look for, and what counts as a match.

A word is looked for under its alternatives, any of which will do; an alternative is one or more
terms that must all match, so that a compound also matches by its parts. Widening a word with
its equivalents in the other language adds alternatives here, with `via` set and less weight.
What is between quotation marks is also a phrase: those words, so written, side by side.
"""

import re
from dataclasses import dataclass

from core.search import analysis

WORDS = 30  # a query's first words; more make it slower and no better
CHARACTERS = 2_000
PHRASES = 5
_QUOTED = re.compile(r'["”“„«»]([^"”“„«»]+)["”“„«»]')
# The beginning of a reference number, written without a space: KS2012/935.
_REFERENCE = re.compile(r"([a-zåäö]{2,4})((?:19|20)[0-9]{2})")

Phrase = tuple[str, ...]  # folded words, in order


@dataclass(frozen=True)
class Alternative:
    """Terms that together stand for a word; `via` is the word itself where it was widened."""

    terms: tuple[str, ...]
    via: str | None = None


@dataclass(frozen=True)
class Word:
    """A word as it was written, what it is looked for under, and how much it says."""

    written: str
    alternatives: tuple[Alternative, ...]
    rarity: int = 1


@dataclass(frozen=True)
class Question:
    """The words that say something, the phrases, and whether the text had more than are used."""

    words: tuple[Word, ...]
    phrases: tuple[Phrase, ...] = ()
    cut: bool = False

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases)


def ask(text: str) -> Question:
    """Analyse a query in both languages at once: nobody says which one they write."""
    capitals = analysis.acronyms(text)
    words: dict[str, Word] = {}
    written = analysis.words(text[:CHARACTERS])
    for word in written:
        if word not in capitals and any(analysis.is_stopword(word, c) for c in analysis.LANGUAGES):
            continue
        if len(words) < WORDS:
            words.setdefault(word, Word(word, _alternatives(word), analysis.rarity(word)))
    cut = len(text) > CHARACTERS or len(set(written)) > WORDS
    return Question(tuple(words.values()), _phrases(text[:CHARACTERS]), cut)


def _alternatives(word: str) -> tuple[Alternative, ...]:
    single = dict.fromkeys((word, *(analysis.lemma(word, code) for code in analysis.LANGUAGES)))
    alternatives = [Alternative((term,)) for term in single]
    if parts := analysis.parts_of(analysis.lemma(word, "sv")):
        alternatives.append(Alternative(parts))
    if joined := _REFERENCE.fullmatch(word):
        alternatives.append(Alternative(joined.groups()))
    return tuple(alternatives)


def _phrases(text: str) -> tuple[Phrase, ...]:
    quoted = (tuple(analysis.words(phrase)) for phrase in _QUOTED.findall(text))
    return tuple(dict.fromkeys(phrase for phrase in quoted if phrase))[:PHRASES]
