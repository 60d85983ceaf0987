"""Text to terms, once, in Python, so that every engine matches the same.

A word is folded to lower case (å, ä and ö stay letters of their own), reduced to its dictionary
form in its language, and a Swedish compound also has the terms of its parts. Lemmas come from
simplemma, and how likely a split of a compound is from wordfreq's frequencies.
"""

import re
import unicodedata
from functools import cache, lru_cache
from math import log10

import simplemma
import wordfreq

from core.words.stopwords import STOPWORDS

LANGUAGES = ("sv", "en")
TERM_LENGTH = 64  # characters; what is longer is no word
_WORD = re.compile(r"[^\W_]+")
_HYPHENATED = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
_ACRONYM = re.compile(r"\b[A-ZÅÄÖ][A-ZÅÄÖ0-9]{1,5}\b")

PART_LENGTH = 4  # letters; shorter parts make nonsense of ordinary words …
SHORT_TAIL_ZIPF = 4.0  # … but for common ones that end a compound: liv, arv, väg
RESTORED_ZIPF = 3.4  # for a form that lost its vowel: skol(a), kyrko (kyrka)
PART_ZIPF = 2.6  # a word that occurs once in 2.5 million
# Looks like a word of its own, is a prefix or an ending.
NO_PART = frozenset(
    """
    and ande are aren arna ende enda era erna het heten ighet inge ings inter isk iska iskt kap
    lig liga ling ning orden orna ring skap före efter under över mellan super anti kola själv
    """.split()
)


def warm() -> None:
    """Load the word lists, about a second: before the first request, not in it."""
    for language in LANGUAGES:
        simplemma.lemmatize("värmer", lang=language)
    parts_of("uppvärmning")
    rarity("värmer")


def fold(text: str) -> str:
    """Lower case, composed: `A` and a ring become `å`; ligatures and full-width become plain."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())


def words(text: str) -> list[str]:
    """The words of `text` in order, folded; a hyphen parts words."""
    return [w for w in _WORD.findall(fold(text)) if len(w) <= TERM_LENGTH]


@lru_cache(maxsize=400_000)
def lemma(word: str, language: str) -> str:
    """The dictionary form of a folded word in "sv" or "en"; the word itself where unknown."""
    if len(word) < 3 or not word.isalpha():
        return word
    base = simplemma.lemmatize(word, lang=language).casefold().replace("-", "")
    return base if base.isalnum() else word  # some have marks in them: za'atar, o.s.v.


def is_stopword(word: str, language: str) -> bool:
    """Whether a folded word says nothing on its own in that language."""
    return word in STOPWORDS[language]


def acronyms(text: str) -> frozenset[str]:
    """Words written in capitals, folded: IT is not the English word it. None in a shouted text."""
    capitals = _ACRONYM.findall(text)
    if len(capitals) > len(_WORD.findall(text)) / 2 > 1:
        return frozenset()
    return frozenset(fold(a) for a in capitals)


def terms(text: str, language: str) -> list[str]:
    """The terms of a text in `language`, one or more a word, in order."""
    return [term for _word, of_word in analysed(text, language) for term in of_word]


def analysed(text: str, language: str) -> list[tuple[str, tuple[str, ...]]]:
    """Each word of `text` that says something, with its terms."""
    capitals = acronyms(text)
    result = []
    for word in _WORD.findall(fold(text)):
        of_word = (word,) if word in capitals else _index_terms(word, language)
        if of_word:
            result.append((word, of_word))
    for joined in _HYPHENATED.findall(text) if "-" in text else ():
        word = fold(joined)
        whole = "".join(_WORD.findall(word))
        if len(whole) <= TERM_LENGTH:
            result.append((word, (lemma(whole, language),)))
    return result


def key(text: str, language: str) -> str:
    """What a vocabulary finds `text` by: the dictionary forms of its words, in order.

    Words that say nothing are left out; a word in capitals is an acronym and stays as it is.
    """
    capitals = acronyms(text)
    of_words = (
        word if word in capitals else lemma(word, language)
        for word in words(text)
        if word in capitals or not is_stopword(word, language)
    )
    return " ".join(of_words)


@lru_cache(maxsize=400_000)
def _index_terms(word: str, language: str) -> tuple[str, ...]:
    """The terms of a word in a text; none for one that says nothing or is no word."""
    if len(word) > TERM_LENGTH or is_stopword(word, language):
        return ()
    return word_terms(word, language)


@lru_cache(maxsize=400_000)
def word_terms(word: str, language: str) -> tuple[str, ...]:
    """The lemma of a folded word and, for a Swedish compound, the lemmas of its parts."""
    base = lemma(word, language)
    if language != "sv":
        return (base,)
    return (base, *(part for part in parts_of(base) if part != base))


@lru_cache(maxsize=10_000)
def rarity(word: str) -> int:
    """How much a folded word says: 1 for the commonest of either language, 8 for one unheard of.

    From how often people write it and not from how many records have it, so that it is the same
    on every engine and on every day.
    """
    return min(8, max(1, round(8 - max(_zipf(word), _zipf(word, "en")))))


@cache
def _frequencies(language: str) -> dict[str, float]:
    """Swedish with its rare words, which compounds need; English with those that are common."""
    return wordfreq.get_frequency_dict(language, wordlist="best" if language == "sv" else "small")


def _zipf(word: str, language: str = "sv") -> float:
    """The decimal logarithm of how often the word stands in 10⁹ words; 0 where unknown."""
    frequency = _frequencies(language).get(word)
    return log10(frequency) + 9 if frequency else 0.0


@lru_cache(maxsize=100_000)
def parts_of(word: str) -> tuple[str, ...]:
    """The lemmas of a Swedish compound's parts, likeliest split; empty for a simple word.

    avloppsrening → avlopp, rening; samhällsbyggnad → samhälle, byggnad.
    """
    if not 2 * PART_LENGTH - 1 <= len(word) <= 40 or not word.isalpha():
        return ()
    best: tuple[float, tuple[str, ...]] = (0.0, ())
    for cut in range(PART_LENGTH, len(word) - 2):
        first, right = _first_part(word[:cut]), word[cut:]
        if first is None:
            continue
        score, head = first
        tail = _last_part(right)
        if tail is not None:
            best = max(best, (min(score, tail[0]), (head, tail[1])))
        elif rest := parts_of(right):
            best = max(best, (min(score, PART_ZIPF), (head, *rest)))
    return best[1]


def _first_part(piece: str) -> tuple[float, str] | None:
    """How common, and which, is the word `piece` combines: avlopps → avlopp, skol → skola."""
    stem = piece.removesuffix("s")
    if stem != piece and _zipf(stem) >= PART_ZIPF:
        piece = stem
    forms = {piece: PART_ZIPF}
    if stem[-1] in "ou":
        forms[stem[:-1] + "a"] = RESTORED_ZIPF
    elif stem[-1] not in "aei":
        forms |= dict.fromkeys((stem + "a", stem + "e"), RESTORED_ZIPF)
    common = [(_zipf(form), form) for form, needed in forms.items() if _zipf(form) >= needed]
    score, form = max(common, default=(0.0, ""))
    if not form or form in NO_PART or is_stopword(form, "sv"):
        return None
    return score, lemma(form, "sv")


def _last_part(piece: str) -> tuple[float, str] | None:
    """How common, and which, is the word that ends a compound."""
    score = _zipf(piece)
    needed = PART_ZIPF if len(piece) >= PART_LENGTH else SHORT_TAIL_ZIPF
    if score < needed or piece in NO_PART or is_stopword(piece, "sv"):
        return None
    return score, lemma(piece, "sv")


from dataclasses import dataclass


@dataclass(frozen=True)
class Written:
    word: str
    parts: tuple[str, ...] = ()
    acronym: bool = False
    form: str = ""


def written(text: str) -> list[Written]:
    caps = acronyms(text)
    out = []
    for m in re.finditer(r"[^\W_]+(?:-[^\W_]+)*", text):
        raw = m.group()
        ps = _WORD.findall(fold(raw))
        if len(ps) > 1:
            out.append(Written("".join(ps), tuple(ps), False, fold(raw)))
        elif ps:
            out.append(Written(ps[0], (), ps[0] in caps, fold(raw)))
    return out


def leaning(word: str) -> float:
    """How much more a word is Swedish than English."""
    return _zipf(word) - _zipf(word, "en")
