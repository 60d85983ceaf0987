"""The words of a text as they are written, before anything is known of their language.

What is one word for a reader is one here: EU:s is EU, SMEs are SME, re-use is reuse (and re and
use), and a soft hyphen or a ligature of a PDF is not there at all.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from core.words.stopwords import STOPWORDS

TERM_LENGTH = 64  # characters; what is longer is no word
ACRONYM_LENGTH = 6  # letters and digits; what is longer in capitals is a word that is shouted

_WORD = re.compile(r"[^\W_]+")
_INVISIBLE = "\u00ad\u200c\u200d\u2060\ufeff"  # soft hyphen, zero-width joiners
_HYPHENS = "\\-\u2010-\u2013"  # hyphen, non-breaking, figure and en dash; an em dash parts words
_APOSTROPHES = "'\u2019"
_LETTERS = rf"[^\W_]+(?:[{_INVISIBLE}]+[^\W_]+)*"
# What Swedish writes after an acronym and English after an apostrophe.
_ENDING = (
    r"(?::(?:[eao]?r(?:na)?s?|[ea]?[nt]s?|nas?|[aes]|are)(?!\w))?"
    rf"(?:[{_APOSTROPHES}](?:s|t|re|ve|ll|d|m)(?!\w))?"
)
# Nothing in it is art, and it stands in every third call.
_IDIOM = rf"(?:[Ss]tate|STATE)(?i:[\s{_HYPHENS}]of[\s{_HYPHENS}]the[\s{_HYPHENS}]art)(?!\w)"
_TOKEN = re.compile(rf"{_IDIOM}|{_LETTERS}(?:[{_HYPHENS}]{_LETTERS})*{_ENDING}")
_ART = re.compile(rf"the[\s{_HYPHENS}]art")
_UNSEEN = re.compile(f"[{_INVISIBLE}]")
_ENDS = re.compile(f"[:{_APOSTROPHES}]")
_PARTS = re.compile(f"[{_HYPHENS}]")
_CAPITALS = re.compile(rf"([A-ZÅÄÖ][A-ZÅÄÖ0-9]{{1,{ACRONYM_LENGTH - 1}}})s?")

_BYTES = "cp1252"  # has all that nine in ten texts of the EU portal are written with


def _table(kept: str = "") -> bytes:
    """For `bytes.translate`: a space for every sign but letters, digits and those that are kept."""
    signs = [bytes([byte]).decode(_BYTES, "replace") for byte in range(256)]
    return bytes(
        byte if sign.isalnum() or sign in kept else ord(" ") for byte, sign in enumerate(signs)
    )


_SPACED = _table()
_ROUGH = _table("-_:\u2013\u00ad" + _APOSTROPHES)  # what may stand in a token
_CAPITAL = bytes(b for b in range(256) if bytes([b]).decode(_BYTES, "replace").isupper())


@dataclass(frozen=True)
class Written:
    """A word as it stands in a text, folded: "eu" of "EU:s", "sme" of "SMEs", "reuse" of "re-use".

    `parts` are those of a hyphenated word, in order, and `capitals` which of them are acronyms. An
    acronym is written in capitals: never lemmatised and never a stopword, IT is not "it". `form`
    is the word as it stands in the text, in lower case, with its hyphens and endings.
    """

    word: str
    parts: tuple[str, ...] = ()
    acronym: bool = False
    form: str = ""
    capitals: frozenset[str] = field(default=frozenset(), compare=False, repr=False)


def fold(text: str) -> str:
    """Lower case, composed: `A` and a ring become `å`; ligatures and full-width become plain."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())


def words(text: str) -> list[str]:
    """The words of `text` in order, folded; a hyphen parts words."""
    if any(sign in text for sign in _INVISIBLE):
        text = _UNSEEN.sub("", text)
    found = _parted(fold(text))
    if max(map(len, found), default=0) <= TERM_LENGTH:  # nearly always, and soon told
        return found
    return [word for word in found if len(word) <= TERM_LENGTH]


def _parted(text: str) -> list[str]:
    """Every run of letters and digits; where a byte stands for each sign, in half of the time."""
    try:
        signs = text.encode(_BYTES)
    except UnicodeEncodeError:
        return _WORD.findall(text)
    return signs.translate(_SPACED).decode(_BYTES).split()


def is_stopword(word: str, language: str) -> bool:
    """Whether a folded word says nothing on its own in that language."""
    return word in STOPWORDS[language]


def acronyms(text: str) -> frozenset[str]:
    """Words written in capitals, folded: IT is not the English word it. None in a shouted text."""
    found = written(text)
    alone = (word.word for word in found if word.acronym and not word.parts)
    return frozenset(alone).union(*(word.capitals for word in found))


def written(text: str) -> list[Written]:
    """Every word of `text` in order, stopwords too."""
    return [word for token in tokens(text) for word in read(token)]


def tokens(text: str) -> list[str]:
    """The stretches of `text` that are a word each; those of a shouted text in lower case."""
    text = unicodedata.normalize("NFC", text)
    found = _tokens(text)
    if not _may_be_shouted(text, len(found)):
        return found
    capitals = sum(map(str.isupper, found))
    if capitals > len(found) / 2 > 1 and (
        len(found) > 4 or any(len(token) > ACRONYM_LENGTH and token.isalpha() for token in found)
    ):
        return [token.lower() for token in found]
    return found


def _tokens(text: str) -> list[str]:
    """Found by their pattern; where a byte stands for each sign, in what is no plain word alone."""
    try:
        signs = text.encode(_BYTES)
    except UnicodeEncodeError:
        return _TOKEN.findall(text)
    if _ART.search(text.lower()):  # it may be the one token that has spaces in it
        return _TOKEN.findall(text)
    found: list[str] = []
    for rough in signs.translate(_ROUGH).decode(_BYTES).split():
        if rough.isalnum():
            found.append(rough)
        else:
            found += _TOKEN.findall(rough)
    return found


def _may_be_shouted(text: str, count: int) -> bool:
    """False where it has fewer capital letters than half of its words, told soon."""
    signs = text.encode(_BYTES, "replace")
    return 2 * (len(signs) - len(signs.translate(None, _CAPITAL + b"?"))) > count


@lru_cache(maxsize=50_000)
def read(token: str) -> tuple[Written, ...]:
    """The word that a token is; several where it is too long for one, none where it is no word."""
    form = token.lower()
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", token))
    stem, *ending = _ENDS.split(plain, maxsplit=1)
    if ending and len(stem) == 1:
        stem += ending[0]  # S:t Eriksplan, 5:e
    pieces = [piece for part in _PARTS.split(stem) for piece in _pieces(part)]
    whole = "".join(piece for piece, _acronym in pieces)
    if whole == "stateoftheart":
        return (Written(whole, form=form),)
    if len(pieces) < 2 or len(whole) > TERM_LENGTH:
        alone = (piece for piece in pieces if len(piece[0]) <= TERM_LENGTH)
        return tuple(Written(piece, acronym=acronym, form=form) for piece, acronym in alone)
    capitals = frozenset(piece for piece, acronym in pieces if acronym)
    identifier = stem.isupper() and not stem.replace("-", "").isalpha()
    parts = tuple(piece for piece, _acronym in pieces)
    return (Written(whole, parts, identifier or len(capitals) == len(parts), form, capitals),)


def _pieces(part: str) -> list[tuple[str, bool]]:
    """The folded words of what stands between hyphens, and whether each is an acronym."""
    if acronym := _CAPITALS.fullmatch(part):
        return [(acronym[1].lower(), True)]
    return [(piece, False) for piece in _WORD.findall(fold(part))]
