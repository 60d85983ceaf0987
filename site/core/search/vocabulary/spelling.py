"""Words that are spelt almost like one that nothing knows.

They are words of the vocabulary, which anybody may know, and words that stand in several records
that everybody may read (core.search.ranking.rarity). What somebody is offered they must still find
themselves: core.search.vocabulary.meant sees to that. Nothing is kept: a word that nothing knows is
rare, and two queries leave few to compare it with.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Q
from django.db.models.functions import Length
from rapidfuzz.distance import OSA

from core.models import SearchFrequency, VocabularyTerm
from core.search import analysis
from core.search.ranking.tokens import token

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
    stands = Q()
    for code in analysis.LANGUAGES:
        key = analysis.key(word, code)
        stands |= Q(key=key) | Q(key__startswith=f"{key} ")
        stands |= Q(key__endswith=f" {key}") | Q(key__contains=f" {key} ")
    return VocabularyTerm.objects.filter(stands).exists()


def is_slip(word: str) -> bool:
    """Whether hardly anybody ever writes the word, be it Swedish or English."""
    return analysis.commonness(word) < UNHEARD


def near(word: str) -> list[Near]:
    """The words that `word` is likeliest misspelt for, none where it cannot be; the best first.

    Where none is spelt like it, it may be an inflected form of one: ungdommar, ungdom.
    """
    found = _near(word, slips=2 if len(word) >= LONG else 1)
    if not found and (ending := _ENDING.search(word)):
        found = _near(word[: ending.start()], slips=1)
    return found


def _near(word: str, *, slips: int) -> list[Near]:
    """Those as few slips away as any, by letters doubled or dotted where there are such.

    A slip is a letter too many, too few, another, or two that have changed places. Of words that
    are as close, those that begin alike come first, then the most frequent.
    """
    if len(word) not in LENGTHS or not word.isalpha():
        return []
    known = _of_vocabulary(word, slips)
    weights = Counter(_of_records(word, slips))
    weights.update(dict.fromkeys(known, CHOSEN))
    ranked = []
    for other, weight in weights.items():
        distance = OSA.distance(word, other, score_cutoff=slips)
        if distance <= slips and other.isalpha():
            close = distance, _simplified(other) != _simplified(word)
            ranked.append((close, other[0] != word[0], -weight, other))
    ranked.sort()
    return [Near(o, o in known) for close, *_rank, o in ranked[:MOST] if close == ranked[0][0]]


def _simplified(word: str) -> str:
    """Without what is most often slipped on: vatten as vaten, hållbar as halbar."""
    return _DOUBLED.sub(r"\1", word.translate(_DOTLESS))


def _of_vocabulary(word: str, slips: int) -> set[str]:
    """Words on their own and those of phrases."""
    terms = VocabularyTerm.objects.filter(_has_piece("key", word, slips), concept__in_use=True)
    keys = terms.values_list("key", flat=True).distinct()
    sizes = range(len(word) - slips, len(word) + slips + 1)
    return {other for key in keys for other in key.split() if len(other) in sizes}


def _of_records(word: str, slips: int) -> dict[str, int]:
    """Each with the number of its records, in the language in which it has more."""
    prefix = len(token("", analysis.LANGUAGES[0]))
    least, most = prefix + len(word) - slips, prefix + len(word) + slips
    rows = SearchFrequency.objects.annotate(size=Length("token")).filter(
        _has_piece("token", word, slips), size__gte=least, size__lte=most
    )
    records: dict[str, int] = {}
    for name, number in rows.values_list("token", "records"):
        other = name[prefix:]
        records[other] = max(number, records.get(other, 0))
    return records


def _has_piece(name: str, word: str, slips: int) -> Q:
    """Rows that have a piece of the word: no slip touches all of it."""
    has_one = Q()
    for piece in _pieces(word, slips + 1):
        has_one |= Q(**{f"{name}__contains": piece})
    return has_one


def _pieces(word: str, number: int) -> Iterator[str]:
    """So many pieces, and each two of them where the letters at their border change places."""
    cuts = [len(word) * place // number for place in range(number + 1)]
    for start, end in pairwise(cuts):
        yield word[start:end]
    for start, border, end in zip(cuts, cuts[1:], cuts[2:], strict=False):
        changed = word[border] + word[border - 1]
        yield word[start : border - 1] + changed + word[border + 1 : end]
