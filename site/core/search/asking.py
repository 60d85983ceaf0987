"""From the text that somebody wrote to the question that the engines are asked.

A stretch of words that the vocabulary knows, the longest first, is also looked for under its
equivalents; then a word on its own; then the parts of a compound that is not known as a whole.
What they weigh is worked out by core.search.ranking.classes.

What stands between quotation marks is a phrase: those words, so written, side by side.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from core.search import analysis
from core.search.analysis import LANGUAGES, Written
from core.search.question import (
    CHARACTERS,
    PHRASES,
    WORDS,
    Alternative,
    Phrase,
    Question,
    Word,
)
from core.search.ranking.classes import Unit, question_of, tokens_of, unknown_words
from core.search.ranking.rarity import frequencies
from core.search.ranking.tokens import TOP, name_token, token
from core.search.vocabulary.lookup import Equivalent, Kind, equivalents
from core.web import content_version

KEPT = 500  # questions, a few kB each
STRETCH = 8  # words of a phrase that the vocabulary may know
# How many levels lower an equivalent counts than what was written.
LOWER = {Kind.SAME: 1, Kind.NARROWER: 1, Kind.BROADER: 2, Kind.SEE_ALSO: 3}
LOWER_PARTS = 1  # the parts of a compound, for the whole
INSIDE = 2  # the equivalents of a word within a stretch that is known
SAME_LANGUAGE = 1  # and a synonym in the language of the question, besides
SINGLE = 24  # equivalents of a word that are one token each
COMMON = 4.0  # how often ordinary words are written, which are names where nothing else is asked
_QUOTED = re.compile(r'["”“„«»]([^"”“„«»]+)["”“„«»]')
# The beginning of a reference number, written without a space: KS2012/935.
_REFERENCE = re.compile(r"([a-zåäö]{2,4})((?:19|20)[0-9]{2})")


@dataclass(frozen=True)
class _Known:
    """What the vocabulary has for a question, by language and key.

    It is widened from these languages only.
    """

    equivalents: Mapping[tuple[str, str], Sequence[Equivalent]]
    languages: Sequence[str]

    def of(self, stretch: Sequence[Written], language: str) -> Sequence[Equivalent]:
        """The equivalents of a stretch of words."""
        key = _key(stretch, language)
        keys = (key, *_nouns(key, language))
        return [each for key in keys for each in self.equivalents.get((language, key), ())]


def ask(text: str, *, widen: bool = True) -> Question:
    """Analyse a query in both languages at once: nobody says which one they write.

    Who pages, sorts and filters asks the same again: a worker keeps what has been asked, until the
    words that are known, or how often they stand in what strangers read, may have changed.
    """
    return _analysed(text, version=content_version.current(), widen=widen)


def forget() -> None:
    """Keep no question any longer."""
    _analysed.cache_clear()


@lru_cache(maxsize=KEPT)
def _analysed(text: str, *, version: str, widen: bool) -> Question:  # noqa: ARG001 - its key
    read = text[:CHARACTERS]
    phrases = _phrases(read)
    said = [word for word in analysis.written(read) if _says_something(word)]
    words = list({word.word: word for word in said}.values())
    cut = len(text) > CHARACTERS or len(words) > WORDS
    quoted = {word for phrase in phrases for word in phrase}
    units = _units(words[:WORDS], quoted, widen=widen)
    if not units:
        return _called(read, Question(phrases=phrases, cut=cut))
    known = frequencies(tokens_of(units))
    unknown = tuple(word for word in unknown_words(units, known) if word not in quoted)
    question = replace(question_of(units, known), phrases=phrases, cut=cut, unknown=unknown)
    return _called(read, question)


def name_key(text: str, language: str) -> list[str]:
    """The keys of a name in the vocabulary, so that a question that has the name finds it."""
    found = []
    for written in (text, text.casefold()):
        said = [word for word in analysis.written(written) if _says_something(word)]
        words = list({word.word: word for word in said}.values())
        found.append(_key(words[:STRETCH], language))
    return list(dict.fromkeys(filter(None, found)))


def _says_something(word: Written) -> bool:
    return bool(word.acronym or all(analysis.terms_of(word, code) for code in LANGUAGES))


def _units(words: Sequence[Written], quoted: set[str], *, widen: bool) -> list[Unit]:
    """The question in pieces: what is quoted is only looked for as it is written."""
    free = [word for word in words if word.word not in quoted]
    found = equivalents(_keys(free)) if widen and free else {}
    known = _Known(found, _languages(free))
    units = [
        Unit(w.form, {w.form: _literal(w)}, is_name=_is_name(w)) for w in words if w.word in quoted
    ]
    place = 0
    while place < len(free):
        for length in range(min(STRETCH, len(free) - place), 0, -1):
            stretch = free[place : place + length]
            names = _named(stretch, known, alone=length == len(words))
            widened = _widened(stretch, known)
            if names:
                # A name is not translated word by word.
                widened = [a for a in widened if a.lower <= LOWER[Kind.SAME]]
            if widened or names or length == 1:
                units.append(_unit(stretch, widened, names, known))
                place += length
                break
    return units


def _unit(
    stretch: Sequence[Written],
    widened: list[Alternative],
    names: list[Alternative],
    known: _Known,
) -> Unit:
    written = " ".join(word.form for word in stretch)
    literal = {word.form: _literal(word) for word in stretch}
    unit = Unit(written, literal, widened, names=names)
    unit.is_name = len(stretch) == 1 and _is_name(stretch[0])
    if names:
        return unit
    if len(stretch) > 1:
        for word in stretch:
            further = _widened([word], known)
            literal[word.form] += [replace(a, lower=a.lower + INSIDE) for a in further]
    if not widened and "sv" in known.languages:
        unit.parts = _parts(stretch[0], known)
    return unit


def _keys(words: Sequence[Written]) -> dict[str, set[str]]:
    """What to look up: each stretch of the words, and each part of a compound."""
    keys: dict[str, set[str]] = {}
    for language in LANGUAGES:
        keys[language] = {
            _key(words[start:end], language)
            for start in range(len(words))
            for end in range(start + 1, min(start + STRETCH, len(words)) + 1)
        }
    keys["sv"].update(part for word in words for part in _compound(word))
    keys["sv"].update(noun for key in list(keys["sv"]) for noun in _nouns(key, "sv"))
    return keys


def _nouns(key: str, language: str) -> tuple[str, ...]:
    """What a Swedish verb may be called as a noun, by which a vocabulary has it: rena, rening."""
    if language != "sv" or not key.endswith("a") or " " in key:
        return ()
    return f"{key[:-1]}ing", f"{key}nde", f"{key}ning"


def _key(words: Iterable[Written], language: str) -> str:
    """As core.search.analysis.key would have it."""
    return " ".join(term for word in words for term in analysis.terms_of(word, language)[:1])


def _compound(word: Written) -> tuple[str, ...]:
    """The parts of a Swedish compound, or of a word with hyphens."""
    return analysis.terms_of(word, "sv")[1:]


def _languages(words: Sequence[Written]) -> Sequence[str]:
    """The language in which the words are known: one, or both where nothing tells."""
    leaning = sum(analysis.leaning(word.word) for word in words if not word.acronym)
    if abs(leaning) < 1.5:
        return LANGUAGES
    return ("sv",) if leaning > 0 else ("en",)


def _literal(word: Written) -> list[Alternative]:
    """A word as it is written: in either language, or by the parts that it is joined of."""
    alternatives = []
    for code in LANGUAGES:
        terms = [token(term, code) for term in analysis.terms_of(word, code)]
        alternatives += [Alternative((own,)) for own in terms[:1]]
        if word.acronym and not analysis.is_stopword(word.word, code):
            shouted = token(analysis.lemma(word.word, code), code)
            alternatives.append(Alternative((shouted,), lower=LOWER_PARTS))
        if parts := terms[1:]:
            alternatives.append(Alternative(tuple(dict.fromkeys(parts)), lower=LOWER_PARTS))
    if joined := _REFERENCE.fullmatch(word.word):
        for code in LANGUAGES:
            alternatives.append(Alternative(tuple(token(p, code) for p in joined.groups())))
    return list({each.tokens: each for each in reversed(alternatives)}.values())[::-1]


def _widened(stretch: Sequence[Written], known: _Known) -> list[Alternative]:
    """The equivalents of a stretch of words, the closest first."""
    via = " ".join(word.form for word in stretch)
    alternatives: dict[tuple[str, ...], Alternative] = {}
    for language in known.languages:
        for other in known.of(stretch, language):
            lower = LOWER[Kind(other.kind)] + (SAME_LANGUAGE if other.language == language else 0)
            tokens = tuple(dict.fromkeys(token(t, other.language) for t in other.key.split()))
            if other.token:
                continue
            if tokens not in alternatives or alternatives[tokens].lower > lower:
                alternatives[tokens] = Alternative(tokens, via, lower)
    nearest = sorted(alternatives.values(), key=lambda each: each.lower)
    single = [each for each in nearest if len(each.tokens) == 1][:SINGLE]
    several: list[Alternative] = []
    for each in nearest:
        # What has food, loss and waste has food and waste.
        if len(each.tokens) > 1 and not any(set(a.tokens) <= set(each.tokens) for a in several):
            several.append(each)
    return [*single, *several]


def _named(stretch: Sequence[Written], known: _Known, *, alone: bool) -> list[Alternative]:
    """The records that a stretch of words is the name of, in whatever language it is.

    An ordinary word, such as the LIFE of a programme, is a name in capitals or on its own.
    """
    common = all(not w.acronym and analysis.commonness(w.word) >= COMMON for w in stretch)
    if len(stretch) == 1 and common and not alone:
        return []
    named: dict[str, dict[str, None]] = {}
    for language in LANGUAGES:
        for other in known.of(stretch, language):
            if other.token:
                words = " ".join(analysis.words(other.text))
                named.setdefault(other.token, {})[words] = None
    via = " ".join(word.form for word in stretch)
    return [
        Alternative((token,), via, names=tuple(sorted(names, key=len, reverse=True)))
        for token, names in sorted(named.items())
    ]


def _parts(word: Written, known: _Known) -> list[list[Alternative]]:
    """The classes of the parts of a compound, of which at least one is known."""
    classes = []
    for part in dict.fromkeys(_compound(word)):
        literal = Alternative((token(part, "sv"),), via=word.form, lower=LOWER_PARTS)
        only_swedish = replace(known, languages=("sv",))
        widened = _widened([Written(part, form=part)], only_swedish)
        further = [replace(a, via=word.form, lower=a.lower + LOWER_PARTS) for a in widened]
        classes.append([literal, *further])
    return classes if any(len(each) > 1 for each in classes) else []


def _is_name(word: Written) -> bool:
    """Whether it is an identifier or an acronym, which stands for itself."""
    return word.acronym or any(letter.isdigit() for letter in word.word)


def _called(text: str, question: Question) -> Question:
    """What is called just so comes before everything else.

    A phrase of small words finds all that has it, and not what is called so alone.
    """
    name = name_token(text)
    if not name or (question.phrases and not question.words):
        return question
    title = sum(sum(word.points) for word in question.words) + question.bonus + 1
    word = Word("", (Alternative((name,)),), (title, *(0,) * (TOP - 1)))
    return replace(question, words=(*question.words, word), title=title)


def _phrases(text: str) -> tuple[Phrase, ...]:
    quoted = (tuple(analysis.words(phrase)) for phrase in _QUOTED.findall(text))
    return tuple(dict.fromkeys(phrase for phrase in quoted if phrase))[:PHRASES]
