"""Which priority areas and audiences a call points to, by a rule that says why.

An editor's vocabulary has words and phrases per area. One in a call's title or keywords suggests
the area; in the text alone it takes two. The matching words are kept as the reason. What an editor
has chosen or rejected is never touched.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, count
from operator import attrgetter, itemgetter
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from core.models import VocabularyWord
from core.operation.progress import shown
from core.search import analysis
from core.search.index import index
from opportunities.finding.search import KIND
from opportunities.imports.text import plain
from opportunities.locks import lock_calls, lock_sorting
from opportunities.models import AudienceWord, Call, CallAudience, CallPriority, Origin

STRONG = ("title", "keywords")  # one word in these is enough
ENOUGH_IN_TEXT = 2
# Conditions say who may apply; what a call is about they only say by accident.
FIELDS: dict[Any, tuple[str, ...]] = {
    CallPriority: (*STRONG, "text"),
    CallAudience: (*STRONG, "text", "conditions"),
}
READ = ("title", "keywords", "description", "conditions")  # of a call
MOST_WORDS = 12  # kept as the reason
CHUNK = 500
SORTED = gettext_noop("calls sorted")
LINKS: dict[Any, str] = {CallPriority: "area_id", CallAudience: "audience_id"}

Target = tuple[Any, int]  # a model of links, and the area or audience it links to
Reason = dict[str, str]


@dataclass(frozen=True)
class Phrase:
    """A word or phrase of a vocabulary, as lemmas that stand side by side."""

    target: Target
    language: str
    word: str
    lemmas: tuple[str, ...]
    is_acronym: bool


@dataclass(frozen=True)
class Hit:
    """Where a phrase stands in a field: at which word, and how many words it takes."""

    phrase: Phrase
    field: str
    start: int

    @property
    def positions(self) -> set[tuple[str, int]]:
        end = self.start + len(self.phrase.lemmas)
        return {(self.field, position) for position in range(self.start, end)}


Following = Mapping[str, Sequence[Phrase]]  # by their second lemma, "" of those that have one


class Beginning(dict[str, Following]):
    """The phrases of one language by the word that they begin with, in any of its forms.

    The forms are not known beforehand: each is kept from the first text on that has it.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self._by_lemma: dict[str, dict[str, list[Phrase]]] = defaultdict(lambda: defaultdict(list))

    def add(self, phrase: Phrase) -> None:
        first, *others = phrase.lemmas
        self._by_lemma[first][others[0] if others else ""].append(phrase)

    def __missing__(self, word: str) -> Following:
        self[word] = self._by_lemma.get(analysis.lemma(word, self._language), {})
        return self[word]

    def standing(self, words: Sequence[str], start: int) -> list[Phrase]:
        """The phrases that begin at that word and stand there whole, in alphabetical order."""
        following = self[words[start]]
        there = list(following.get("", ()))
        for second in words[start + 1 : start + 2]:
            for phrase in following.get(analysis.lemma(second, self._language), ()):
                others = words[start + 2 : start + len(phrase.lemmas)]
                lemmas = (analysis.lemma(each, self._language) for each in others)
                if phrase.lemmas[2:] == tuple(lemmas):
                    there.append(phrase)
        return sorted(there, key=attrgetter("word"))


class Matcher:
    """A vocabulary ready for use: phrases by language and by their first word."""

    def __init__(self, entries: Iterable[tuple[Target, str, str]]) -> None:
        self._phrases: dict[str, Beginning] = {}
        # In an order that no database decides: of words at one position the first leads.
        for target, language, word in sorted(entries, key=itemgetter(1, 2)):
            lemmas = tuple(analysis.lemma(w, language) for w in analysis.words(word))
            if lemmas:
                acronym = len(lemmas) == 1 and word.isupper()
                phrase = Phrase(target, language, word, lemmas, acronym)
                self._phrases.setdefault(language, Beginning(language)).add(phrase)

    def targets(self, texts: Mapping[str, str], language: str) -> dict[Target, list[Reason]]:
        """What these texts, by field, point to, with the matching words."""
        by_target: dict[Target, list[Hit]] = defaultdict(list)
        for field, text in texts.items():
            for hit in self._hits(field, text, language):
                model, _pk = hit.phrase.target
                if field in FIELDS[model]:
                    by_target[hit.phrase.target].append(hit)
        return {target: _reasons(hits) for target, hits in by_target.items() if _suffices(hits)}

    def _hits(self, field: str, text: str, language: str) -> Iterator[Hit]:
        phrases = self._phrases.get(language)
        if phrases is None:
            return
        words = analysis.words(text)
        for start in compress(count(), map(phrases.__getitem__, words)):
            for phrase in phrases.standing(words, start):
                if phrase.is_acronym and words[start] not in analysis.acronyms(text):
                    continue
                yield Hit(phrase, field, start)


def _suffices(hits: Sequence[Hit]) -> bool:
    if any(hit.field in STRONG for hit in hits):
        return True
    # "Affordable housing" is one match, although "housing" is a word of the vocabulary too.
    taken: set[tuple[str, int]] = set()
    matches = 0
    for hit in sorted(hits, key=lambda hit: (-len(hit.phrase.lemmas), hit.start)):
        if taken.isdisjoint(hit.positions):
            taken.update(hit.positions)
            matches += 1
    return matches >= ENOUGH_IN_TEXT


def _reasons(hits: Sequence[Hit]) -> list[Reason]:
    """Each word once, with the weightiest field it stands in."""
    order = FIELDS[CallAudience].index
    reasons: dict[str, Reason] = {}
    for hit in sorted(hits, key=lambda hit: (order(hit.field), hit.start)):
        phrase = hit.phrase
        reason = {"word": phrase.word, "language": phrase.language, "field": hit.field}
        reasons.setdefault(phrase.word, reason)
    return list(reasons.values())[:MOST_WORDS]


def matcher() -> Matcher:
    """The vocabularies of the areas that calls are sorted by, and of the audiences."""
    words = VocabularyWord.objects.filter(area__scheme__classifies_calls=True)
    areas = words.values_list("area_id", "language", "word")
    audiences = AudienceWord.objects.values_list("audience_id", "language", "word")
    return Matcher(
        [((CallPriority, pk), language, word) for pk, language, word in areas]
        + [((CallAudience, pk), language, word) for pk, language, word in audiences]
    )


@transaction.atomic
def suggest(call_ids: Iterable[int]) -> set[int]:
    """Bring the rule's links of these calls up to date; returns the calls whose links changed.

    The caller brings the index up to date.
    """
    rule, changed = matcher(), set()
    ids = sorted(call_ids)
    lock_calls(ids)
    starts = range(0, len(ids), CHUNK)
    for start in shown(
        starts, what=SORTED, total=len(ids), size=lambda start: min(CHUNK, len(ids) - start)
    ):
        calls = Call.objects.filter(pk__in=ids[start : start + CHUNK])
        wanted = {
            pk: rule.targets(_texts(*texts), "sv" if language == "sv" else "en")
            for pk, language, *texts in calls.values_list("pk", "language", *READ)
        }
        for model, field in LINKS.items():
            changed |= _write(model, field, wanted)
    return changed


@transaction.atomic
def suggest_all() -> set[int]:
    """The same for every call, and the index too: for when a vocabulary has changed."""
    lock_sorting()
    changed = suggest(Call.objects.values_list("pk", flat=True))
    index(kind=KIND, ids=sorted(changed))
    return changed


def _texts(
    title: str, keywords: Sequence[str], description: str, conditions: str
) -> dict[str, str]:
    return {
        "title": title,
        "keywords": " · ".join(keywords),
        "text": plain(description),
        "conditions": plain(conditions),
    }


def _write(model: Any, field: str, wanted: Mapping[int, Mapping[Target, list[Reason]]]) -> set[int]:
    """Make the rule's links of one model as wanted; returns the calls whose links changed."""
    rest = {
        (call, pk): words
        for call, targets in wanted.items()
        for (linked, pk), words in targets.items()
        if linked is model
    }
    changed, gone, renewed = set(), [], []
    for link in model.objects.filter(call__in=list(wanted)):
        words = rest.pop((link.call_id, getattr(link, field)), None)
        if link.origin != Origin.RULE or link.words == words:
            continue
        changed.add(link.call_id)
        if words is None:
            gone.append(link.pk)
        else:
            link.words = words
            renewed.append(link)
    model.objects.filter(pk__in=gone).delete()
    model.objects.bulk_update(renewed, ["words"])
    model.objects.bulk_create(
        model(call_id=call, origin=Origin.RULE, words=words, **{field: pk})
        for (call, pk), words in rest.items()
    )
    return changed | {call for call, _pk in rest}
