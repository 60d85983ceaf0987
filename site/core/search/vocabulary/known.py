"""Every word that is known, as this process keeps them: thousands are compared with one at once.

Words of the vocabulary, which anybody may know, and words that stand in several records that
everybody may read (core.search.ranking.rarity). Each question that needs them looks whether they
are still what the tables say; so a word that was added a moment ago is among them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.models import SearchFrequency, VocabularyConcept, VocabularyTerm
from core.search import analysis
from core.search.ranking.rarity import ALL
from core.search.ranking.tokens import token

PREFIX = len(token("", analysis.LANGUAGES[0]))

Stamp = tuple[int | None, ...]


@dataclass(frozen=True)
class KnownWords:
    """The words: `offered` are those of the vocabulary that are in use, `unused` its others.

    `by_length` has what is offered and what records have, of letters alone.
    """

    offered: frozenset[str]
    unused: frozenset[str]
    by_length: Mapping[int, Sequence[str]]

    def knows(self, word: str) -> bool:
        """Whether a folded word is in the vocabulary, on its own or in a phrase."""
        keys = (analysis.key(word, code).split() for code in analysis.LANGUAGES)
        return any(
            key and all(piece in self.offered or piece in self.unused for piece in key)
            for key in keys
        )

    def about_as_long(self, word: str, difference: int) -> list[str]:
        """Those with so many letters more or less at most."""
        lengths = range(len(word) - difference, len(word) + difference + 1)
        return [other for length in lengths for other in self.by_length.get(length, ())]


def known_words() -> KnownWords:
    """The words of this moment."""
    return _read(_stamp())


def forget() -> None:
    """For tests: after one is rolled back the tables may look like those of the next."""
    _read.cache_clear()


def _stamp() -> Stamp:
    """What is another whenever the words are: ids are given once, and what is saved gets new ones.

    That words of records are counted anew is seen by how many they are; it is done once a day.
    """
    terms = VocabularyTerm.objects.order_by("-pk").values_list("pk", flat=True)
    unused = VocabularyConcept.objects.filter(in_use=False)
    records = SearchFrequency.objects.filter(token=ALL).values_list("records", flat=True)
    return (
        terms.first(),
        VocabularyTerm.objects.count(),
        unused.count(),
        records.first(),
        SearchFrequency.objects.count(),
    )


@lru_cache(maxsize=1)
def _read(_kept_by: Stamp) -> KnownWords:
    terms = VocabularyTerm.objects.order_by()
    offered = _pieces(terms.filter(concept__in_use=True).values_list("key", flat=True).iterator())
    unused = _pieces(terms.filter(concept__in_use=False).values_list("key", flat=True).iterator())
    tokens = SearchFrequency.objects.values_list("token", flat=True).iterator()
    by_length = defaultdict(list)
    for word in filter(str.isalpha, offered.union(name[PREFIX:] for name in tokens)):
        by_length[len(word)].append(word)
    return KnownWords(offered, unused, by_length)


def _pieces(keys: Iterable[str]) -> frozenset[str]:
    return frozenset(piece for key in keys for piece in key.split())
