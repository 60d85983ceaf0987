"""From the pieces of a question to the classes that the engines are asked, with what each weighs.

The equivalents of one word, and the word itself, are one class: the best of them counts, and the
class is as rare as they are together, so that a word with twenty equivalents weighs no more than a
word with one (Pirkola, "The effects of query structure and dictionary setups", 1998).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from core.search.analysis import LANGUAGES
from core.search.question import Alternative, Question, Word
from core.search.ranking.rarity import Frequencies
from core.search.ranking.tokens import POINTS, TOP, token

SEVERAL = 18  # equivalents of several words each, in a whole question
# What a record gains that has all the words, as a share of what it could gain by them.
ALL_WORDS = 0.12
RARE = 0.1  # of the records: what more of them have is no name that somebody looks for


@dataclass
class Unit:
    """A word, or several that are known together: what it is looked for under.

    `literal` are the classes of the words as they are written, by word, `widened` the one of the
    equivalents, `parts` those of the parts of a compound that is not known, and `names` the one of
    the records that it is the name of.
    """

    written: str
    literal: dict[str, list[Alternative]]
    widened: list[Alternative] = field(default_factory=list)
    parts: list[list[Alternative]] = field(default_factory=list)
    names: list[Alternative] = field(default_factory=list)
    is_name: bool = False


def unknown_words(units: Iterable[Unit], known: Frequencies) -> Iterator[str]:
    """The words that nothing is known of: no equivalent, no part, no record that has them."""
    for unit in units:
        if unit.widened or unit.names or unit.parts or unit.is_name or not unit.written.isalpha():
            continue
        literal = unit.literal[unit.written]
        if not any(all(t in known.records for t in a.tokens) for a in literal):
            yield unit.written


def tokens_of(units: Iterable[Unit]) -> Iterator[str]:
    """Every token that may be looked for."""
    for unit in units:
        for each in (*unit.literal.values(), unit.widened, unit.names, *unit.parts):
            for alternative in each:
                yield from alternative.tokens


def question_of(units: Sequence[Unit], known: Frequencies) -> Question:
    """The classes with their points, and what it takes to have all the words."""
    words: list[Word] = []
    demands: list[tuple[Alternative, ...]] = []
    several = max(1, SEVERAL // max(1, sum(len(unit.literal) for unit in units)))
    for unit in (_ordered(unit, known, several) for unit in units):
        words += _classes(unit, known)
        demands.append(_demand(unit))
    words += [*_by_name(units, words, known), *_names(units, words, known)]
    if len(words) < 2:
        return Question(tuple(words))
    most = sum(sum(word.points) for word in words)
    return Question(tuple(words), tuple(demands), round(ALL_WORDS * most))


def _ordered(unit: Unit, known: Frequencies, several: int) -> Unit:
    """With so many alternatives of several words, first those that some record may have."""

    def chosen(alternatives: Sequence[Alternative]) -> list[Alternative]:
        phrases = [a for a in alternatives if a.via and len(a.tokens) > 1]
        phrases.sort(key=lambda a: not known.records.keys() >= set(a.tokens))
        left_out = set(phrases[several:])
        return [a for a in alternatives if a not in left_out]

    return replace(
        unit,
        literal={word: chosen(each) for word, each in unit.literal.items()},
        widened=chosen(unit.widened),
        parts=[chosen(each) for each in unit.parts],
    )


def _classes(unit: Unit, known: Frequencies) -> Iterator[Word]:
    """A word with its equivalents is one class; words that are known together have one more."""
    if len(unit.literal) == 1:
        yield _word(unit.written, [*unit.literal[unit.written], *unit.widened], known)
    else:
        for written, literal in unit.literal.items():
            yield _word(written, literal, known)
        if unit.widened:
            yield _word(unit.written, [*_together(unit), *unit.widened], known)
    for part in unit.parts:
        yield _word(unit.written, part, known, share=1 / len(unit.parts))


def _word(
    written: str, alternatives: Sequence[Alternative], known: Frequencies, share: float = 1
) -> Word:
    """A class with what it weighs. Of an alternative's tokens the rarest says how much."""
    rarity = max(1, round(share * known.rarity(a.tokens for a in alternatives)))
    ordered = (
        replace(a, tokens=tuple(sorted(a.tokens, key=lambda t: (known.records.get(t, 1), t))))
        for a in alternatives
    )
    return Word(written, tuple(ordered), tuple(rarity * points for points in POINTS))


def _by_name(units: Iterable[Unit], words: Iterable[Word], known: Frequencies) -> Iterator[Word]:
    """What a record gains by a name that it carries: more than all the words of it could."""
    words = list(words)
    for unit in units:
        if unit.names:
            own = {unit.written, *unit.literal}
            by_words = sum(sum(word.points) for word in words if word.written in own)
            word = _word(unit.written, unit.names, known)
            points = max(by_words + 1, sum(word.points))
            yield replace(word, points=(points, *(0,) * (TOP - 1)))


def _demand(unit: Unit) -> tuple[Alternative, ...]:
    """What a record needs in order to have this, by any of them."""
    by_parts = [
        Alternative(tuple(dict.fromkeys(t for each in chosen for t in each.tokens)))
        for chosen in product(*(each[:3] for each in unit.parts))
        if unit.parts
    ]
    return tuple(dict.fromkeys([*_together(unit), *unit.widened, *unit.names, *by_parts]))


def _together(unit: Unit) -> list[Alternative]:
    """All its words as they are written, in either language."""
    if len(unit.literal) == 1:
        return unit.literal[unit.written]
    words = ([_in(each, code) for each in unit.literal.values()] for code in LANGUAGES)
    return [
        Alternative(tuple(dict.fromkeys(t for each in same for t in each.tokens))) for same in words
    ]


def _in(alternatives: Iterable[Alternative], language: str) -> Alternative:
    """The word itself in a language, if it says something there."""
    words = list(alternatives)
    return next((a for a in words if a.tokens[0].startswith(token("", language))), words[0])


def _names(units: Iterable[Unit], words: Iterable[Word], known: Frequencies) -> Iterator[Word]:
    """What an identifier or an acronym gains besides: nothing widened may push it out.

    As much as the widened words could gain together.
    """
    words = list(words)
    widened = sum(sum(w.points) for w in words if any(a.via for a in w.alternatives))
    for unit in units:
        itself = unit.names or unit.literal.get(unit.written, [])
        if unit.is_name and widened and known.of(a.tokens for a in itself) <= RARE * known.total:
            yield Word(unit.written, tuple(itself), (widened, *(0,) * (TOP - 1)))
