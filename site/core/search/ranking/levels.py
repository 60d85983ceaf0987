"""How much a record is about each of its words: BM25F, kept as one of a few levels.

After Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields" (2004):
how often a word stands in each field, that field's weight and length, and a limit to what many
times can add. What remains to be multiplied is the rarity of the word, which is known when
somebody asks (core.search.ranking.rarity).

The part of a word is a whole number from 1 to 14. It is kept as a level, and the token is stored
twice: as it is, and with its level where that is not the first, `en_energy en_energy.3`. That a
record has a token at a level is all that an engine can be asked, so that the best of several words
is found by asking, level by level, whether any of them is there.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

from core.search import analysis
from core.search.kinds import Document
from core.search.ranking.tokens import TOP, at_level, name_token, token

# Weights of the fields, and how many words each has where its length says nothing. Constants, and
# not averages of the collection: a record's levels do not change when others come or go.
WEIGHTS: Mapping[str, float] = {"title": 10, "keywords": 5, "text": 1, "conditions": 0.2}
LENGTHS: Mapping[str, int] = {"title": 10, "keywords": 40, "text": 300, "conditions": 300}
PART = 0.5  # of a compound or of a hyphenated word, where the whole counts as 1
B, K1 = 0.4, 3.0
FULL = 15  # what a word would reach that stands everywhere
# The least part of each level, from the first on.
THRESHOLDS = (0, 3, 5, 7, 9, 11, 13)
# What a word weighs that reaches them: the part is FULL * weight / (K1 + weight).
REACHED = tuple(K1 * part / (FULL - part) for part in THRESHOLDS)
# PostgreSQL takes at most 1,048,575 bytes of tokens with their positions.
BYTES = 900_000
POSITION = 10

Read = Sequence[tuple[str, tuple[str, ...]]]  # words with their terms
Fields = Mapping[str, Sequence[tuple[str, Read]]]  # per field its texts, each with its language
FIELDS = tuple(WEIGHTS)


def read(document: Document) -> Fields:
    """The words of each field with their terms, in either language."""
    language, other = document.language, document.other
    foreign = next(code for code in analysis.LANGUAGES if code != language)
    texts = {
        "title": [(language, document.title), (foreign, other.title)],
        "keywords": [(language, document.keywords), (foreign, other.keywords)],
        "text": [(language, document.text), (foreign, other.text)],
        "conditions": [(language, document.conditions)],
    }
    return {
        name: [(code, analysis.analysed(text, code)) for code, text in pieces if text]
        for name, pieces in texts.items()
    }


def levels(fields: Fields) -> dict[str, int]:
    """The level of each token, from 1 to TOP, in the order in which they first stand."""
    weighed: dict[str, float] = {}
    for name, pieces in fields.items():
        for language, words in pieces:
            weight = WEIGHTS[name] / (1 - B + B * len(words) / LENGTHS[name])
            for terms, often in Counter([terms for _form, terms in words]).items():
                gain = weight * often
                for key in _tokens(terms, language):
                    weighed[key] = weighed.get(key, 0) + gain
                    gain = weight * often * PART
    return {key: bisect_right(REACHED, value) for key, value in weighed.items()}


@lru_cache(maxsize=400_000)
def _tokens(terms: tuple[str, ...], language: str) -> tuple[str, ...]:
    return tuple(token(term, language) for term in terms)


def reached(document: Document, fields: Fields) -> dict[str, int]:
    """The level of every token of a document, also of those that stand for more than a word."""
    names = map(name_token, (document.title, document.other.title, *document.names))
    called = dict.fromkeys(filter(None, names), 1)
    return called | dict.fromkeys(document.concepts, TOP) | levels(fields)


def tokens(document: Document, fields: Fields) -> str:
    """Everything that is stored of a document's words, between spaces, as far as there is room."""
    tops = reached(document, fields)
    stored: list[str] = []
    for key, level in tops.items():
        stored.append(key)
        if level > 1:
            stored.append(at_level(key, level))
    text = " ".join(stored)
    if 4 * len(text) + POSITION * len(stored) <= BYTES:
        return text
    sizes = accumulate(len(each.encode()) + POSITION for each in stored)
    return " ".join(each for each, size in zip(stored, sizes, strict=True) if size <= BYTES)
