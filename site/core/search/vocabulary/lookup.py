"""What a question's words are called otherwise: one query, and nothing is kept in a worker."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Case, Q, When
from django.db.models.functions import Length

from core.models import VocabularyConcept, VocabularyTerm
from core.words.language import LocalizedText, current

Origin, Kind = VocabularyConcept.Origin, VocabularyTerm.Kind
# Where our own words and the editors' have a word, the thesauri's other words for it are left out.
OWN_FIRST = True
NEAREST = (Origin.EDITOR, Origin.OWN, Origin.NAME)
# The kind of a concept's own words, for who asks with a word that is less or more than it.
# What is only close to it leads nowhere back: biodiversity is worth reading for who asks for bumble
# bees, and bumble bees are little of biodiversity.
BACK: Mapping[str, str] = {Kind.BROADER: Kind.NARROWER, Kind.NARROWER: Kind.BROADER}
ORIGINS: Mapping[str, int] = {origin: rank for rank, origin in enumerate((*NEAREST, *Origin))}
KINDS: Mapping[str, int] = {kind: rank for rank, kind in enumerate(Kind)}

Word = tuple[str, str]  # language, key


class Equivalent(NamedTuple):
    """Another word or phrase for one that was asked for; `kind` is what it is to that one.

    Where the word is the name of records, `token` is what these carry in the index, and they come
    once for each of their names, also for that one.
    """

    language: str
    text: str  # as written in the vocabulary
    key: str  # dictionary forms with spaces between
    kind: str
    origin: str
    token: str = ""


def equivalents(keys: Mapping[str, Collection[str]]) -> dict[Word, tuple[Equivalent, ...]]:
    """The other words of the concepts that have one of `keys`, which are given per language.

    Each (language, key) that is known leads to words of both languages, each once: those of the
    editors and of the project first, then what means the same, then by language and key.
    """
    asked = [Q(language=code, key__in=sorted(found)) for code, found in keys.items() if found]
    if not asked:
        return {}
    found: dict[Word, set[Equivalent]] = defaultdict(set)
    own: set[Word] = set()
    for language, key, known_as, other_language, text, other_key, kind, origin, token in _rows(
        reduce(or_, asked)
    ):
        word = (language, key)
        if token:
            found[word].add(Equivalent(other_language, text, other_key, kind, origin, token))
            continue
        if known_as == Kind.SAME and origin in NEAREST:
            own.add(word)
        if seen_as := _kind(known_as, kind):
            found[word].add(Equivalent(other_language, text, other_key, seen_as, origin))
    return {
        word: tuple(_best(word, others, nearest=OWN_FIRST and word in own))
        for word, others in sorted(found.items())
    }


def beginning(text: str, most: int) -> list[LocalizedText]:
    """Words and names of ours and of the editors that begin so, the reader's language first."""
    begins = Q(key__startswith=text) | Q(text__istartswith=text)
    terms = VocabularyTerm.objects.filter(begins, kind=Kind.SAME, concept__in_use=True)
    terms = terms.filter(concept__origin__in=NEAREST)
    foreign = Case(When(language=current(), then=0), default=1)
    ordered = terms.order_by(foreign, Length("text"), "text", "pk")
    found = ordered.values_list("text", "language")[: 3 * most]
    once = {word.casefold(): LocalizedText(word, language) for word, language in reversed(found)}
    return list(reversed(once.values()))[:most]


def _rows(asked: Q) -> Collection[tuple[str, ...]]:
    """Each term that was asked for, beside each of its concept: the one query."""
    terms = VocabularyTerm.objects.filter(asked, concept__in_use=True)
    others = [f"concept__terms__{name}" for name in ("language", "text", "key", "kind")]
    of_concept = ("concept__origin", "concept__token")
    return terms.order_by().values_list("language", "key", "kind", *others, *of_concept)


def _kind(known_as: str, kind: str) -> str | None:
    """What the other word is to the one asked for; None where they only have a third in common."""
    if known_as == Kind.SAME:
        return kind
    return BACK.get(known_as) if kind == Kind.SAME else None


def _best(word: Word, others: set[Equivalent], *, nearest: bool) -> Collection[Equivalent]:
    """One of those that are looked for alike, in an order that is the same everywhere."""
    best: dict[Word, Equivalent] = {}
    for other in sorted(others, key=_order):
        if nearest and other.origin not in NEAREST:
            continue
        if other.token:
            best.setdefault((other.token, other.key), other)
        elif other.key and (other.language, other.key) != word:
            best.setdefault((other.language, other.key), other)
    return best.values()


def _order(other: Equivalent) -> tuple[object, ...]:
    rank = ORIGINS[other.origin], KINDS[other.kind]
    return (*rank, other.language, other.key, other.text)
