"""How often people write a word, from wordfreq's lists."""

from functools import cache
from math import log10

import wordfreq


def per_word(word: str, language: str = "sv") -> float:
    """The share of all running words that are this one, between 0 and 1; 0 where unknown."""
    return _frequencies(language).get(word, 0.0)


def zipf(word: str, language: str = "sv") -> float:
    """The decimal logarithm of how often the word stands in 10⁹ words; 0 where unknown."""
    frequency = per_word(word, language)
    return log10(frequency) + 9 if frequency else 0.0


def commonness(word: str) -> float:
    """How often people write a folded word, in the language that has it more: `zipf` of it."""
    return max(zipf(word), zipf(word, "en"))


def leaning(word: str) -> float:
    """How much more often a folded word is Swedish than English, as a decimal logarithm."""
    return zipf(word) - zipf(word, "en")


@cache
def _frequencies(language: str) -> dict[str, float]:
    """Swedish with its rare words, which compounds need; English with those that are common."""
    return wordfreq.get_frequency_dict(language, wordlist="best" if language == "sv" else "small")
