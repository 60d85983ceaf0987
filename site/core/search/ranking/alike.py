"""The question that a record itself would ask: for the words that it is most about.

What a word says is its level in the record times how rare it is. The words that many records have
are left out, and together the rest are in no more records than an engine reads in no time: a
question costs much the same among five thousand records and among a hundred thousand.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.search import analysis
from core.search.engines import database
from core.search.question import Alternative, Question, Word
from core.search.ranking.rarity import Frequencies, frequencies
from core.search.ranking.tokens import POINTS, token

WORDS = 12
LEAST = 3  # the level that a word needs: it is in the title, a keyword, or often in the text
WEIGHED = 150  # how many words are weighed, those at the highest levels
COMMON, FEW = (
    0.05,
    30,
)  # of the records, and at least so many: a word that more have says too little
TOGETHER = 2_000  # records
# What a record gains that is filed under the same, as a share of what it could gain by the words.
FILED_ALIKE = 0.15
BROAD = 0.4  # of the records: to be filed under what more have says nothing
LIKE = 0.2  # of its own score: what has less has but a word or two of it


@dataclass(frozen=True)
class OwnQuestion:
    """The question, and the least score of a record that is still like this one."""

    question: Question
    least: int


def own_question(kind: str, object_id: int, *, names: Iterable[str] = ()) -> OwnQuestion:
    """What to ask for in order to find records like this one; nothing where it is not indexed.

    The words of `names`, such as what it is filed under is called, are no words of its own. Who is
    filed under one of the same concepts comes a little earlier.
    """
    stored = _levels(database().terms_of(kind, object_id))
    theirs = set(_tokens(names))
    own = {t: at for t, at in stored.items() if at >= LEAST and t not in theirs and _is_word(t)}
    weighed = sorted(own, key=lambda each: -own[each])[:WEIGHED]
    concepts = [each for each in sorted(stored) if not _is_term(each)]
    known = frequencies([*weighed, *concepts])
    chosen = {each: own[each] for each in _chosen({t: own[t] for t in weighed}, known)}
    words = tuple(_word(each, level, known) for each, level in chosen.items())
    most = sum(sum(w.points[:level]) for w, level in zip(words, chosen.values(), strict=True))
    filed = [each for each in concepts if known.records.get(each, 1) <= BROAD * known.total]
    if not words or not filed:
        return OwnQuestion(Question(words), round(LIKE * most))
    bonus = round(FILED_ALIKE * most)
    demands = (tuple(Alternative((t,)) for t in chosen), tuple(Alternative((t,)) for t in filed))
    return OwnQuestion(Question(words, demands, bonus), round(LIKE * (most + bonus)))


def _levels(stored: str) -> dict[str, int]:
    """The highest level of each token."""
    reached: dict[str, int] = {}
    for each in stored.split():
        base, _, level = each.partition(".")
        reached[base] = max(reached.get(base, 1), int(level or 1))
    return reached


def _is_term(base: str) -> bool:
    """Whether a token is from a text, and does not say what the record is filed under."""
    return base.partition("_")[0] in analysis.LANGUAGES


def _is_word(base: str) -> bool:
    """Whether it is a word, and not a number or a part of a key."""
    _language, _, term = base.partition("_")
    return _is_term(base) and term.isalpha() and len(term) > 2


def _tokens(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        for language in analysis.LANGUAGES:
            yield from (token(term, language) for term in analysis.terms(name, language))


def _chosen(own: dict[str, int], known: Frequencies) -> Iterator[str]:
    """The words that say most, of those that other records have too."""
    most = max(FEW, round(COMMON * known.total))
    shared = {each: known.records[each] for each in own if 1 < known.records.get(each, 1) <= most}
    room, left = TOGETHER, WORDS
    for each in sorted(shared, key=lambda each: (-own[each] * known.rarity([(each,)]), each)):
        if left and shared[each] <= room:
            room, left = room - shared[each], left - 1
            yield each


def _word(each: str, level: int, known: Frequencies) -> Word:
    """With points only for records that are about it, as this one is."""
    worth = level * known.rarity([(each,)])
    points = (0 if at < LEAST else worth * gained for at, gained in enumerate(POINTS, start=1))
    return Word(each, (Alternative((each,)),), tuple(points))
