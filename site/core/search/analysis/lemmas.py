"""The dictionary form of a word, in either language."""

from functools import lru_cache

import simplemma

from core.search.analysis import english, paradigms
from core.search.analysis.compounds import lemma_by_parts
from core.search.analysis.frequencies import per_word
from core.search.analysis.swedish import IRREGULAR, dictionary_form


@lru_cache(maxsize=200_000)
def lemma(word: str, language: str) -> str:
    """The dictionary form of a folded word in "sv" or "en"; the word itself where unknown."""
    if not word.isalpha():
        return word
    if language == "sv":
        return word if len(word) < 3 and word not in IRREGULAR else _swedish_lemma(word)
    return word if len(word) < 3 else english.lemma(word)


@lru_cache(maxsize=100_000)
def in_dictionary(word: str, language: str) -> bool:
    """Whether the dictionary of the language has a folded word."""
    return (paradigms if language == "sv" else english).known(word) is not None


def _swedish_lemma(word: str) -> str:
    base = dictionary_form(word) or lemma_by_parts(word)
    if base:
        return base
    owner = word.removesuffix("s")
    if owner != word and (dictionary_form(owner) or per_word(owner) > per_word(word)):
        return dictionary_form(owner) or owner  # Esbos
    by_rule = simplemma.lemmatize(word, lang="sv").casefold()
    return by_rule if by_rule.isalnum() else word
