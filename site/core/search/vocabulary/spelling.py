"""Words that are spelt almost like one that nothing knows.

They are words of the vocabulary, which anybody may know, and words that stand in several records
that everybody may read (core.search.vocabulary.known). What somebody is offered they must still
find themselves: core.search.vocabulary.meant sees to that.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.search import analysis
from core.search.ranking.rarity import frequencies
from core.search.ranking.tokens import token
from core.search.vocabulary.known import KnownWords, known_words

LENGTHS = range(4, 31)  # letters of a word that may be misspelt
LONG = 6  # letters of a word in which somebody may slip twice
UNHEARD = 2.5  # how common a word is that people write: once in three million words
MOST = 4
# A word that somebody put into the vocabulary is as likely to be meant as one in so many records.
CHOSEN = 10
_DOTLESS = str.maketrans("åäöéü", "aaoeu")
_DOUBLED = re.compile(r"(.)\1+")
# What Swedish nouns and English words end in when they are inflected, after a stem long enough.
_ENDING = re.compile(r"(?<=\w{5})(?:[aeo]r(?:na)?|e[nt]s?|ing|ed|s|n|a)$")


@dataclass(frozen=True)
class Near:
    """A word that may be meant; without `in_vocabulary` only records have it."""

    word: str
    in_vocabulary: bool


def is_known(word: str) -> bool:
    """Whether a folded word is in the vocabulary, on its own or in a phrase."""
    return known_words().knows(word)


def is_slip(word: str) -> bool:
    """Whether hardly anybody ever writes the word, be it Swedish or English."""
    return analysis.commonness(word) < UNHEARD


def near(word: str) -> list[Near]:
    """The words that `word` is likeliest misspelt for, none where it cannot be; the best first.

    Where none is spelt like it, it may be an inflected form of one: ungdommar, ungdom.
    """
    words = known_words()
    found = _near(word, words, slips=2 if len(word) >= LONG else 1)
    if not found and (ending := _ENDING.search(word)):
        found = _near(word[: ending.start()], words, slips=1)
    return found


def _near(word: str, words: KnownWords, *, slips: int) -> list[Near]:
    """Those as few slips away as any, by letters doubled or dotted where there are such.

    A slip is a letter too many, too few, another, or two that have changed places. Of words that
    are as close, those that begin alike come first, then the most frequent.
    """
    if len(word) not in LENGTHS or not word.isalpha():
        return []
    among = words.about_as_long(word, slips)
    close = process.extract(word, among, scorer=OSA.distance, score_cutoff=slips, limit=None)
    distances = {other: distance for other, distance, _place in close}
    weights = Counter(_records(list(distances)))
    weights.update({other: CHOSEN for other in distances if other in words.offered})
    ranked = []
    for other, weight in weights.items():
        closeness = distances[other], _simplified(other) != _simplified(word)
        ranked.append((closeness, other[0] != word[0], -weight, other))
    ranked.sort()
    best = ranked[0][0] if ranked else None
    return [
        Near(other, other in words.offered)
        for closeness, _start, _weight, other in ranked[:MOST]
        if closeness == best
    ]


def _simplified(word: str) -> str:
    """Without what is most often slipped on: vatten as vaten, hållbar as halbar."""
    return _DOUBLED.sub(r"\1", word.translate(_DOTLESS))


def _records(words: Sequence[str]) -> dict[str, int]:
    """In how many records each stands by now, in the language in which it has more."""
    tokens = {word: [token(word, code) for code in analysis.LANGUAGES] for word in words}
    known = frequencies(name for names in tokens.values() for name in names).records
    most = {word: max(known.get(name, 0) for name in names) for word, names in tokens.items()}
    return {word: records for word, records in most.items() if records}
