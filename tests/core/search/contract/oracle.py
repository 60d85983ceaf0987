"""What a search has to answer, in plain Python: every document is looked at, one by one.

It shares with the engines what makes tokens of texts (core.search.ranking.levels) and questions of
queries (core.search.asking), and nothing else.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from core.search import analysis
from core.search.asking import ask
from core.search.kinds import Document
from core.search.query import RANGES, Query, Sort, Window
from core.search.question import Alternative, Question, Word
from core.search.ranking import levels

FOREVER, NEVER = datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)
TICK = timedelta(microseconds=1)
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Expected:
    """Every id in order, and the counts of every facet, without those that are 0."""

    ids: Sequence[int]
    facets: Counts
    count_all_words: int = 0


@dataclass
class Known:
    """A document with the level of each of its tokens."""

    document: Document
    levels: Mapping[str, int] = field(init=False)
    written: Sequence[str] = field(init=False)

    def __post_init__(self) -> None:
        found = self.document
        self.levels = levels.reached(found, levels.read(found))
        other = (found.other.title, found.other.keywords, found.other.text)
        texts = (found.title, found.keywords, found.text, found.conditions, *other)
        self.written = [" ".join(analysis.words(text)) for text in texts]

    def has(self, alternatives: Iterable[Alternative]) -> bool:
        """Whether any alternative is there with all its tokens."""
        return any(all(t in self.levels for t in each.tokens) for each in alternatives)

    def quotes(self, phrase: Sequence[str]) -> bool:
        """Whether a field has those words side by side."""
        return any(f" {' '.join(phrase)} " in f" {written} " for written in self.written)

    def level(self, word: Word) -> int:
        """The level of its best alternative, 0 where it has none of them."""
        reached = [
            max(1, self.levels[each.tokens[0]] - each.lower)
            for each in word.alternatives
            if self.has([each])
        ]
        return max(reached, default=0)

    def points(self, question: Question) -> int:
        """How relevant it is."""
        points = sum(sum(word.points[: self.level(word)]) for word in question.words)
        return points + (question.bonus if self.has_all(question) else 0)

    def has_all(self, question: Question) -> bool:
        """Whether it has all the words; without demands whatever is found does."""
        return all(map(self.has, question.demands))

    def window(self, at: datetime) -> Window:
        """Where it stands in time."""
        found = self.document
        if found.closed_at and found.closed_at <= at:
            return Window.CLOSED
        over = bool(found.dates) and max(found.dates) < at and not found.endless
        if found.opens_some_day:
            return Window.CLOSED if over else Window.FORTHCOMING
        if found.opens_at and found.opens_at > at:
            return Window.FORTHCOMING
        open_now = not over if found.dates else found.endless or not found.closed
        return Window.OPEN if open_now else Window.CLOSED

    def next(self, at: datetime) -> datetime | None:
        """The next deadline before its end."""
        return min((date for date in self.document.dates if at <= date <= self.ends), default=None)

    def deadlines(self, at: datetime) -> Sequence[datetime]:
        """What a range of deadlines is about: those to come, or the last where all have passed."""
        to_come = [date for date in self.document.dates if date >= at]
        return to_come or sorted(self.document.dates)[-1:]

    @cached_property
    def ends(self) -> datetime:
        """The last moment at which it is forthcoming or open."""
        end, closed_at = self._ends_by_dates, self.document.closed_at
        return min(end, closed_at - TICK) if closed_at else end

    @property
    def _ends_by_dates(self) -> datetime:
        found = self.document
        if found.endless or (not found.dates and (found.opens_some_day or not found.closed)):
            return FOREVER
        if found.opens_some_day:
            return max(found.dates)
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
            return Expected([], {})
        ranged = [
            known
            for known in self.known
            if (tokens is None or tokens & known.document.readers)
            and _in_ranges(known, query, at)
            and all(map(known.quotes, question.phrases))
        ]
        found = [k for k in ranged if not question.words or any(map(k.level, question.words))]
        chosen = {name: set(values) for name, values in query.facets.items() if values}
        if query.windows:
            chosen["status"] = {window.value for window in query.windows}
        hits = [k for k in found if _fits(k, chosen, at)]
        hits.sort(key=_order(query.sort, question, at))
        with_all = sum(k.has_all(question) for k in hits)
        return Expected([k.document.object_id for k in hits], _count(found, chosen, at), with_all)

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
    opens_at = None if found.opens_some_day else found.opens_at
    low = found.amount_min if found.amount_min is not None else found.amount_max
    high = found.amount_max if found.amount_max is not None else found.amount_min
    return (
        _any_within(known.deadlines(at), query.deadline_from, query.deadline_to)
        and _within(opens_at, query.opening_from, query.opening_to)
        and _within(high, query.grant_min, None)
        and _within(low, None, query.grant_max)
        and _within(found.rate, query.rate_min, None)
    )


def _any_within(values: Sequence[Any], least: Any, most: Any) -> bool:
    unbounded = least is None and most is None
    return unbounded or any(_within(value, least, most) for value in values)


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
        return (-known.points(question), *soonest(known))

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
