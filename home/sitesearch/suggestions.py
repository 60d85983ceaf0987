"""What somebody may be about to write: a handful of queries, whatever there is.

A call is written in English: it is also suggested by a word of the vocabulary that begins so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import StrIndex, Substr
from django.utils.translation import gettext

from core.access.visibility import reads_all, tokens_of
from core.models import PriorityArea, SearchEntry, User
from core.search import analysis
from core.search.find import search
from core.search.kinds import READS, kinds
from core.search.query import Query
from core.search.vocabulary.lookup import beginning
from core.words.language import LANGUAGES, LocalizedText, current
from home.sitesearch import words
from home.sitesearch.overview import ALIVE
from opportunities.finding.search import KIND as CALL

MOST = 8
CANDIDATES = 40
TERMS = 3
CALLS = 3  # that are found by a word that begins so
ENOUGH = 3  # letters, to tell which word that is
LONGEST = 100  # characters of what is typed
_BREAK = " | "  # between a text's title, its keywords and the rest (core.models.SearchText.words)


@dataclass(frozen=True)
class Suggestion:
    """A text to search for, and what it is the name of, if it is one."""

    text: LocalizedText
    label: str = ""


def suggest(text: str, user: User | AnonymousUser, *, at: datetime) -> list[Suggestion]:
    """At most MOST texts of which some words begin as each word of `text` does."""
    typed = analysis.words(text[:LONGEST])
    if not typed:
        return []
    areas = [area.name for area in PriorityArea.objects.classifying()]
    suggestions = [
        Suggestion(name, gettext("priority area")) for name in areas if _begins(name, typed)
    ]
    start = " ".join(typed)
    ours = [LocalizedText(term, current()) for term in words.beginning(start, TERMS)]
    terms = [*ours, *beginning(start, TERMS)]
    suggestions += _once_each([Suggestion(term) for term in terms])[:TERMS]
    suggestions += _titles(typed, user, at=at)
    suggestions = _once_each(suggestions)
    calls = _calls(terms[0], user, at=at) if terms and len(start) >= ENOUGH else []
    named = {analysis.fold(suggestion.text) for suggestion in suggestions}
    calls = [call for call in calls if analysis.fold(call.text) not in named]
    return [*suggestions[: MOST - len(calls)], *calls]


def _once_each(suggestions: Sequence[Suggestion]) -> list[Suggestion]:
    """Those that are written alike once, as the first."""
    once = {analysis.fold(suggestion.text): suggestion for suggestion in reversed(suggestions)}
    return [s for s in suggestions if once.get(analysis.fold(s.text)) is s]


def _calls(word: LocalizedText, user: User | AnonymousUser, *, at: datetime) -> list[Suggestion]:
    """The calls that one would find by the word."""
    label = gettext("call, found by “%(word)s”") % {"word": word}
    query = Query(word, kinds=(CALL,), windows=ALIVE, page_size=CALLS)
    results = search(query, user=user, at=at).results
    return [Suggestion(LocalizedText(r.record.title, r.language), label) for r in results]


def _titles(typed: Sequence[str], user: User | AnonymousUser, *, at: datetime) -> list[Suggestion]:
    """Titles in the index that the reader may read, of what is not over; the best first."""
    suggested = {name: kind.suggested for name, kind in kinds if kind.suggested}
    rows = _readable(SearchEntry.objects.filter(kind__in=suggested, ends_at__gte=at), user)
    other = next(code for code in LANGUAGES if code != current())
    rows = rows.exclude(signature__facets__contains=f'"{READS}":["{other}"]')
    # Its words stand first, after a break.
    rows = rows.alias(title_end=StrIndex(Substr("texts__words", 2), Value(_BREAK)))
    for number, word in enumerate(typed):
        position = f"position{number}"
        rows = rows.alias(**{position: StrIndex("texts__words", Value(f" {word}"))})
        rows = rows.filter(**{f"{position}__gt": 0, f"{position}__lt": F("title_end")})
    rank = Case(*(When(kind=name, then=s.rank) for name, s in suggested.items()))
    # Within a rank what closes first.
    rows_by_rank = rows.order_by(rank, "ends_at", "pk").values_list(
        "kind", "language", "texts__title"
    )
    titles = [
        Suggestion(LocalizedText(text, code), str(suggested[kind].label))
        for kind, code, text in rows_by_rank[:CANDIDATES]
    ]
    start = " ".join(typed)
    return sorted(titles, key=lambda s: not " ".join(analysis.words(s.text)).startswith(start))


def _readable(rows: QuerySet[SearchEntry], user: User | AnonymousUser) -> QuerySet[SearchEntry]:
    if reads_all(user):
        return rows
    may = Q(pk__in=[])
    for token in tokens_of(user):
        may |= Q(signature__readers__contains=f" {token} ")
    return rows.filter(may)


def _begins(text: str, typed: Sequence[str]) -> bool:
    written = analysis.words(text)
    return all(any(word.startswith(start) for word in written) for start in typed)
