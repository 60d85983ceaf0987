"""Text to terms, once, in Python, so that every engine matches the same.

A word is folded to lower case (å, ä and ö stay letters of their own), reduced to its dictionary
form in its language, and a Swedish compound also has the terms of its parts. Lemmas come from
simplemma, and how likely a lemma or a split of a compound is from wordfreq's frequencies.
"""

from functools import lru_cache
from itertools import chain, repeat

from core.search.analysis.compounds import parts_of
from core.search.analysis.frequencies import commonness, leaning
from core.search.analysis.lemmas import in_dictionary, lemma
from core.search.analysis.words import (
    TERM_LENGTH,
    Written,
    acronyms,
    fold,
    is_stopword,
    read,
    tokens,
    words,
    written,
)

__all__ = [
    "LANGUAGES",
    "TERM_LENGTH",
    "Written",
    "acronyms",
    "analysed",
    "commonness",
    "fold",
    "is_stopword",
    "key",
    "leaning",
    "lemma",
    "parts_of",
    "terms",
    "terms_of",
    "warm",
    "word_terms",
    "words",
    "written",
]

LANGUAGES = ("sv", "en")

Analysed = tuple[str, tuple[str, ...]]  # a word as it stands in the text, and its terms


def warm() -> None:
    """Load the word lists, about a second: before the first request, not in it."""
    for language in LANGUAGES:
        lemma("uppvärmningarna", language)
    parts_of("uppvärmning")
    leaning("värmer")


def terms(text: str, language: str) -> list[str]:
    """The terms of a text in `language`, one or more a word, in order."""
    return [term for _form, of_word in analysed(text, language) for term in of_word]


def analysed(text: str, language: str) -> list[Analysed]:
    """Each word of `text` that says something, as it stands there, with its terms.

    The first term is the word's own, the others are its parts'. Of a hyphenated word the whole is
    the first, and the word stands there with its hyphens.
    """
    return list(chain.from_iterable(map(_analysed, tokens(text), repeat(language))))


def key(text: str, language: str) -> str:
    """The dictionary forms of the words that say something, in order, between spaces.

    The same for every inflection of a phrase; "" where nothing is left.
    """
    return " ".join(of_word[0] for _form, of_word in analysed(text, language))


@lru_cache(maxsize=400_000)
def _analysed(token: str, language: str) -> tuple[Analysed, ...]:
    found = ((word.form, terms_of(word, language)) for word in read(token))
    return tuple((form, of_word) for form, of_word in found if of_word)


def terms_of(word: Written, language: str) -> tuple[str, ...]:
    """The terms of a written word: its own, then its parts'; none where it says nothing."""
    if word.parts:
        parts = (
            _terms_of_one(part, language, acronym=part in word.capitals) for part in word.parts
        )
        own = word.word if word.acronym else _joined(word, language)
        return tuple(dict.fromkeys((own, *(term for part in parts for term in part))))
    return _terms_of_one(word.word, language, acronym=word.acronym)


def _joined(word: Written, language: str) -> str:
    """The dictionary form of a hyphenated word, as if it were written solid."""
    *first, last = word.parts
    if in_dictionary(word.word, language):
        return lemma(word.word, language)
    return ("".join(first) + lemma(last, language))[:TERM_LENGTH]


def _terms_of_one(word: str, language: str, *, acronym: bool) -> tuple[str, ...]:
    if acronym:
        return (word,)
    return () if is_stopword(word, language) else word_terms(word, language)


@lru_cache(maxsize=50_000)
def word_terms(word: str, language: str) -> tuple[str, ...]:
    """The lemma of a folded word and, for a Swedish compound, the lemmas of its parts."""
    base = lemma(word, language)
    if language != "sv":
        return (base,)
    return (base, *(part for part in parts_of(base) if part != base))
