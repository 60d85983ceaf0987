"""What a search has to answer, in plain Python: every document is looked at, one by one.

It shares with the engines what makes terms of texts and of queries (core.search.analysis and
core.search.question), and nothing else.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from core.search import analysis
from core.search.kinds import Document
from core.search.query import RANGES, Query, Sort, Window
from core.search.question import Question, Word, ask

FOREVER, NEVER = datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)
TICK = timedelta(microseconds=1)
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Expected:
    """Every id in order, and the counts of every facet, without those that are 0."""

    ids: Sequence[int]
    facets: Counts
    matched_all: bool


@dataclass
class Known:
    """A document with its terms."""

    document: Document
    fields: Mapping[str, frozenset[str]] = field(init=False)
    written: Sequence[str] = field(init=False)

    def __post_init__(self) -> None:
        found = self.document
        terms = {
            name: analysis.terms(getattr(found, name), found.language)
            for name in ("title", "keywords", "text")
        }
        often = {term for term, times in Counter(terms["text"]).items() if times >= 3}
        self.fields = {name: frozenset(listed) for name, listed in terms.items()}
        self.fields |= {"often": frozenset(often), "": frozenset().union(*self.fields.values())}
        texts = (found.title, found.keywords, found.text)
        self.written = [" ".join(analysis.words(text)) for text in texts]

    def has(self, word: Word, place: str = "") -> bool:
        """Whether any alternative of the word is there with all its terms."""
        terms = self.fields[place]
        return any(terms.issuperset(alternative.terms) for alternative in word.alternatives)

    def quotes(self, phrase: Sequence[str]) -> bool:
        """Whether a field has those words side by side."""
        return any(f" {' '.join(phrase)} " in f" {written} " for written in self.written)

    def points(self, words: Iterable[Word]) -> int:
        """How relevant it is; standing anywhere is worth a point where not every word has to."""
        weights = {"": 1, "often": 3, "keywords": 5, "title": 10}
        return sum(
            word.rarity * weight
            for word in words
            for place, weight in weights.items()
            if self.has(word, place)
        )

    def window(self, at: datetime) -> Window:
        """Where it stands in time."""
        found = self.document
        if found.opens_at and found.opens_at > at:
            return Window.FORTHCOMING
        open_now = max(found.dates) >= at if found.dates else not found.closed
        return Window.OPEN if open_now else Window.CLOSED

    def next(self, at: datetime) -> datetime | None:
        """The next deadline."""
        return min((date for date in self.document.dates if date >= at), default=None)

    def deadline(self, at: datetime) -> datetime | None:
        """What a range of deadlines is about."""
        return self.next(at) or max(self.document.dates, default=None)

    @cached_property
    def ends(self) -> datetime:
        """The last moment at which it is forthcoming or open."""
        found = self.document
        if not found.dates and not found.closed:
            return FOREVER
        until_open = [found.opens_at - TICK] if found.opens_at else []
        return max([*found.dates, *until_open], default=NEVER)

    def values(self, at: datetime) -> Mapping[str, Sequence[str]]:
        """Its facets with their values, the window of time among them."""
        return {**self.document.facets, "status": [self.window(at).value]}


class Oracle:
    """All the documents of one kind."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.known = [Known(document) for document in documents]

    def __repr__(self) -> str:
        return f"<Oracle of {len(self.known)} documents>"

    def answer(self, query: Query, tokens: frozenset[str] | None, at: datetime) -> Expected:
        """What the search has to find for who may read what has these tokens, None for all."""
        question = ask(query.text)
        if query.text.strip() and not question:
            return Expected([], {}, True)
        ranged = [
            known
            for known in self.known
            if (tokens is None or tokens & known.document.readers)
            and _in_ranges(known, query, at)
            and all(map(known.quotes, question.phrases))
        ]
        found, every = [k for k in ranged if all(map(k.has, question.words))], True
        if not found and len(question.words) > 1:
            found = [k for k in ranged if any(map(k.has, question.words))]
            every = not found
        chosen = {name: set(values) for name, values in query.facets.items() if values}
        if query.windows:
            chosen["status"] = {window.value for window in query.windows}
        hits = [k for k in found if _fits(k, chosen, at)]
        hits.sort(key=_order(query.sort, question, at))
        return Expected([k.document.object_id for k in hits], _count(found, chosen, at), every)

    def without(
        self, query: Query, tokens: frozenset[str] | None, at: datetime
    ) -> Mapping[str, int]:
        """How many there are without each filter that is set, and without the words."""
        looser = {
            name: replace(query, facets={k: v for k, v in query.facets.items() if k != name})
            for name in query.facets
        }
        looser |= {"status": replace(query, windows=())} if query.windows else {}
        looser |= {"q": replace(query, text="")} if query.text.strip() else {}
        for name in RANGES:
            bound: dict[str, Any] = {name: None}
            if getattr(query, name) is not None:
                looser[name] = replace(query, **bound)
        counts = {name: len(self.answer(q, tokens, at).ids) for name, q in looser.items()}
        return {name: count for name, count in counts.items() if count}


def _fits(known: Known, chosen: Mapping[str, set[str]], at: datetime, but: str = "") -> bool:
    values = known.values(at)
    return all(
        accepted.intersection(values.get(name, ()))
        for name, accepted in chosen.items()
        if name != but
    )


def _count(found: Sequence[Known], chosen: Mapping[str, set[str]], at: datetime) -> Counts:
    counts: dict[str, Counter[str]] = {}
    for known in found:
        for name, values in known.values(at).items():
            if _fits(known, chosen, at, but=name):
                counts.setdefault(name, Counter()).update(set(values))
    return {name: dict(counted) for name, counted in counts.items() if counted}


def _in_ranges(known: Known, query: Query, at: datetime) -> bool:
    found = known.document
    low = found.amount_min if found.amount_min is not None else found.amount_max
    high = found.amount_max if found.amount_max is not None else found.amount_min
    return (
        _within(known.deadline(at), query.deadline_from, query.deadline_to)
        and _within(found.opens_at, query.opening_from, query.opening_to)
        and _within(high, query.grant_min, None)
        and _within(low, None, query.grant_max)
        and _within(found.rate, query.rate_min, None)
    )


def _within(value: Any, least: Any, most: Any) -> bool:
    """What is not stated is in no range."""
    if least is None and most is None:
        return True
    if value is None:
        return False
    return (least is None or value >= least) and (most is None or value <= most)


def _order(sort: Sort, question: Question, at: datetime) -> Callable[[Known], tuple]:
    """The key to sort by: smaller comes first."""

    def soonest(known: Known) -> tuple:
        last_ending_first = -_ticks(known.ends), known.document.object_id
        return (*_smallest_first(known.next(at)), *last_ending_first)

    def newest(known: Known) -> tuple:
        return (*_largest_first(known.document.published_at), -known.document.object_id)

    def budget(known: Known) -> tuple:
        return (*_largest_first(known.document.budget), *soonest(known))

    def relevance(known: Known) -> tuple:
        return (-known.points(question.words), *soonest(known))

    orders = {Sort.RELEVANCE: relevance, Sort.NEWEST: newest, Sort.BUDGET: budget}
    return orders.get(sort, soonest)


def _ticks(value: datetime | int) -> int:
    """A number to sort by, which is exact."""
    return (value - NEVER) // TICK if isinstance(value, datetime) else value


def _smallest_first(value: datetime | int | None) -> tuple[bool, int]:
    """What is not stated comes last."""
    return value is None, 0 if value is None else _ticks(value)


def _largest_first(value: datetime | int | None) -> tuple[bool, int]:
    return value is None, 0 if value is None else -_ticks(value)
