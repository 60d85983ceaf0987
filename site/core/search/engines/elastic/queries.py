"""What is asked, in the cluster's language: the same meaning as core.search.engines.sql."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from elasticsearch.dsl import A, Q, Search
from elasticsearch.dsl.function import BoostFactor
from elasticsearch.dsl.query import Query as Clause

from core.models.search import OPENS_SOME_DAY
from core.search.engines.base import Asked
from core.search.engines.elastic.definition import WINDOW
from core.search.engines.elastic.documents import instant, pair
from core.search.engines.facets import STATUS
from core.search.query import Query, Sort, Window
from core.search.question import Alternative, Question
from core.search.ranking.tokens import TOP

VALUES = 10_000  # distinct values of all facets together
FACETS, LIVING, FORTHCOMING = "facets", "living", "forthcoming"
ALL_WORDS = "all words"
HITS, TOTAL = "hits", "total"


def chosen(query: Query) -> dict[str, Sequence[str]]:
    """The facets of which something is chosen, the windows of time among them."""
    facets = {**query.facets, STATUS: [window.value for window in query.windows]}
    return {name: values for name, values in facets.items() if values}


def without(facet: str) -> str:
    """The name of the part that leaves out a facet's own selection."""
    return f"without {facet}"


def parts(asked: Asked) -> dict[str, Search]:
    """What to ask together, by name: a page of hits, and what has to be counted apart.

    Each is a search of its own, whose cost grows with its own matches. A filter applied after the
    search, with counts beside it, would read everything that the words alone match.
    """
    now = instant(asked.at)
    base = list(_base(asked))
    demands = {name: _demand(name, values, now) for name, values in chosen(asked.query).items()}
    hits = _hits(asked, [*base, *demands.values()])
    if STATUS not in demands:
        _windows_counted(hits, now)
    if asked.question.demands:
        hits.aggs.bucket(ALL_WORDS, A("filter", filter=_has_all(asked.question)))
    searches = {HITS: _facets_counted(hits)}
    for name in demands:
        others = [demand for other, demand in demands.items() if other != name]
        rest = _search([*base, *others])[:0]
        searches[without(name)] = (
            _windows_counted(rest, now) if name == STATUS else _facets_counted(rest)
        )
    if len(demands) > 1:
        searches[TOTAL] = _search(base)[:0]
    return searches


def total_part(asked: Asked) -> str:
    """The name of the part that counts what matches before any facet is chosen."""
    names = [without(name) for name in chosen(asked.query)]
    return TOTAL if len(names) > 1 else (names or [HITS])[0]


def _search(filters: Sequence[Clause], points: Sequence[BoostFactor] = ()) -> Search:
    matching = Q("bool", filter=list(filters))
    if points:
        matching = Q(
            "function_score",
            query=matching,
            functions=list(points),
            score_mode="sum",
            boost_mode="replace",
        )
    return Search().query(matching).source(fields=False).extra(track_total_hits=True)


def _facets_counted(wanted: Search) -> Search:
    wanted.aggs.bucket(FACETS, A("terms", field="facets", size=VALUES))
    return wanted


def _windows_counted(wanted: Search, now: int) -> Search:
    windows = {LIVING: _living(now), FORTHCOMING: _forthcoming(now)}
    wanted.aggs.bucket(STATUS, A("filters", filters=windows))
    return wanted


def _hits(asked: Asked, filters: Sequence[Clause]) -> Search:
    query = asked.query
    by_points = query.sort == Sort.RELEVANCE and asked.question.words
    wanted = _search(filters, list(_points(asked.question)) if by_points else ())
    wanted = wanted.sort(*_order(asked))
    first, end = (query.page - 1) * query.page_size, query.page * query.page_size
    return wanted[first:end] if end <= WINDOW else wanted[:0]


def _demand(name: str, values: Sequence[str], now: int) -> Clause:
    """One of the values is the record's."""
    if name == STATUS:
        return _any([_window(Window(value), now) for value in values])
    return Q("terms", facets=[pair(name, value) for value in values])


def _window(window: Window, now: int) -> Clause:
    match window:
        case Window.FORTHCOMING:
            return _forthcoming(now)
        case Window.OPEN:
            return Q("bool", filter=[_living(now)], must_not=[_forthcoming(now)])
    return Q("bool", must_not=[_living(now)])


def _living(now: int) -> Clause:
    """Forthcoming or open."""
    return _range("ends_at", gte=now)


def _forthcoming(now: int) -> Clause:
    return Q("bool", filter=[_living(now), _range("opens_at", gt=now)])


def _base(asked: Asked) -> Iterator[Clause]:
    """Words, phrases, reader, kinds and ranges; facets and windows come later."""
    query = asked.query
    if asked.question.words:
        yield _matches((a for word in asked.question.words for a in word.alternatives), 1)
    for phrase in asked.question.phrases:
        yield Q("match_phrase", words=" ".join(phrase))
    if asked.tokens is not None:
        yield Q("terms", readers=sorted(asked.tokens))
    if query.kinds:
        yield Q("terms", kind=list(query.kinds))
    yield from _ranges(query, instant(asked.at))


def _points(question: Question) -> Iterator[BoostFactor]:
    """What a record gains for each level of a word, and for all the words: the sum is its score.

    Functions, not clauses of the query, of which a thousand are allowed. One that is found has the
    first level of some word, so that at least one of them counts.
    """
    for word in question.words:
        for level, points in enumerate(word.points, start=1):
            if points and any(_reaching(word.alternatives, level)):
                yield BoostFactor(filter=_matches(word.alternatives, level), weight=points)
    if question.bonus:
        yield BoostFactor(filter=_has_all(question), weight=question.bonus)


def _has_all(question: Question) -> Clause:
    return Q("bool", filter=[_matches(demand, 1) for demand in question.demands])


def _matches(alternatives: Iterable[Alternative], level: int) -> Clause:
    """Any of the alternatives, at that level or a higher one, with all its tokens."""
    by_others: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for first, *others in _reaching(alternatives, level):
        by_others[tuple(others)].add(first)
    return _any(
        [
            _all([Q("terms", terms=sorted(first)), *(Q("term", terms=other) for other in others)])
            for others, first in by_others.items()
        ]
    )


def _reaching(alternatives: Iterable[Alternative], level: int) -> Iterator[tuple[str, ...]]:
    """By which tokens any of the alternatives has that level or a higher one."""
    levels = [1] if level == 1 else range(level, TOP + 1)
    for alternative in alternatives:
        yield from filter(None, map(alternative.at_level, levels))


def _ranges(query: Query, now: int) -> Iterator[Clause]:
    if query.deadline_from is not None or query.deadline_to is not None:
        yield _deadlines(query, now)
    if query.opening_from is not None:
        some_day = instant(OPENS_SOME_DAY)
        yield _range("opens_at", gte=instant(query.opening_from), lt=some_day)
    if query.opening_to is not None:
        yield _range("opens_at", lte=instant(query.opening_to))
    if query.grant_min is not None:
        yield _range("grant_high", gte=query.grant_min)
    if query.grant_max is not None:
        yield _range("grant_low", lte=query.grant_max)
    if query.rate_min is not None:
        yield _range("rate", gte=query.rate_min)


def _deadlines(query: Query, now: int) -> Clause:
    """Any deadline that lies ahead is in the range, or the last where all have passed.

    Both bounds in one clause are about one and the same of several dates.
    """
    bounds: dict[str, int] = {}
    if query.deadline_from is not None:
        bounds["gte"] = instant(query.deadline_from)
    if query.deadline_to is not None:
        bounds["lte"] = instant(query.deadline_to)
    ahead = _range("dates", **{**bounds, "gte": max(bounds.get("gte", now), now)})
    over = [_range("last_date", lt=now), _range("last_date", **bounds)]
    return _any([ahead, Q("bool", filter=over)])


def _order(asked: Asked) -> list[Any]:
    """As the databases order, to the last tie."""
    not_past = {"range": {"deadlines.at": {"gte": instant(asked.at)}}}
    following = {"path": "deadlines", "filter": not_past}
    soonest = [
        {"deadlines.at": {"order": "asc", "mode": "min", "nested": following, "missing": "_last"}},
        {"ends_at": "desc"},
        {"kind": "asc"},
        {"object_id": "asc"},
    ]
    match asked.query.sort:
        case Sort.NEWEST:
            newest = {"published_at": {"order": "desc", "missing": "_last"}}
            return [newest, {"kind": "asc"}, {"object_id": "desc"}]
        case Sort.BUDGET:
            return [{"budget": {"order": "desc", "missing": "_last"}}, *soonest]
        case Sort.RELEVANCE if asked.question.words:
            return ["_score", *soonest]
    return soonest


def _range(field: str, **bounds: float) -> Clause:
    return Q("range", **{field: bounds})


def _all(clauses: Sequence[Clause]) -> Clause:
    if len(clauses) == 1:
        return clauses[0]
    return Q("bool", filter=list(clauses))


def _any(clauses: Sequence[Clause]) -> Clause:
    if len(clauses) == 1:
        return clauses[0]
    return Q("bool", should=list(clauses), minimum_should_match=1)
