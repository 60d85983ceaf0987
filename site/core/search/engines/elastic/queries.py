"""What is asked, in the cluster's language: the same meaning as core.search.engines.sql."""

from collections.abc import Iterator, Sequence
from typing import Any

from elasticsearch.dsl import A, Q, Search
from elasticsearch.dsl.function import BoostFactor
from elasticsearch.dsl.query import Query as Clause

from core.search.engines.base import ANYWHERE, WEIGHTS, Asked
from core.search.engines.elastic.definition import EVERYTHING, WINDOW
from core.search.engines.elastic.documents import instant, pair
from core.search.engines.facets import STATUS
from core.search.query import Query, Sort, Window
from core.search.question import Word

VALUES = 10_000  # distinct values of all facets together
FACETS, LIVING, FORTHCOMING = "facets", "living", "forthcoming"
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
    by_points = query.sort == Sort.RELEVANCE and asked.words
    wanted = _search(filters, list(_points(asked)) if by_points else ())
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
    """Forthcoming or open: what is forthcoming has not ended either (core.search.entries)."""
    return _range("ends_at", gte=now)


def _forthcoming(now: int) -> Clause:
    return _range("opens_at", gt=now)


def _base(asked: Asked) -> Iterator[Clause]:
    """Words, phrases, reader, kinds and ranges; facets and windows come later."""
    query = asked.query
    words = [_matches(word, EVERYTHING) for word in asked.words]
    if words:
        yield from words if asked.every else [_any(words)]
    for phrase in asked.phrases:
        yield Q("match_phrase", words=" ".join(phrase))
    if asked.tokens is not None:
        yield Q("terms", readers=sorted(asked.tokens))
    if query.kinds:
        yield Q("terms", kind=list(query.kinds))
    yield from _ranges(query, instant(asked.at))


def _points(asked: Asked) -> Iterator[BoostFactor]:
    """Per word its rarity times the weights of where it stands, which the cluster adds up.

    Functions, not clauses of the query, of which a thousand are allowed.
    """
    yield BoostFactor(filter=Q("match_all"), weight=1)  # without any function it would be 1
    weights = dict(WEIGHTS)
    if not asked.every:
        weights[EVERYTHING] = ANYWHERE
    for word in asked.words:
        for field, weight in weights.items():
            yield BoostFactor(filter=_matches(word, field), weight=word.rarity * weight)


def _matches(word: Word, field: str) -> Clause:
    """Any alternative of the word is in the field, with all its terms."""
    single = [a.terms[0] for a in word.alternatives if len(a.terms) == 1]
    several = [a.terms for a in word.alternatives if len(a.terms) > 1]
    clauses = [Q("terms", **{field: single})] if single else []
    clauses += [
        Q("bool", filter=[Q("term", **{field: term}) for term in terms]) for terms in several
    ]
    return _any(clauses)


def _ranges(query: Query, now: int) -> Iterator[Clause]:
    if query.deadline_from is not None:
        yield _deadline_from(instant(query.deadline_from), now)
    if query.deadline_to is not None:
        yield _deadline_to(instant(query.deadline_to), now)
    if query.opening_from is not None:
        yield _range("opens_at", gte=instant(query.opening_from))
    if query.opening_to is not None:
        yield _range("opens_at", lte=instant(query.opening_to))
    if query.grant_min is not None:
        yield _range("grant_high", gte=query.grant_min)
    if query.grant_max is not None:
        yield _range("grant_low", lte=query.grant_max)
    if query.rate_min is not None:
        yield _range("rate", gte=query.rate_min)


def _deadline_from(first: int, now: int) -> Clause:
    """The next deadline, or the last one where all have passed, is not before `first`."""
    if first <= now:
        return _range("last_date", gte=first)
    # Where all have passed none is after `first`, and of those to come none may be before it.
    to_come, too_early = _range("last_date", gte=now), _range("dates", gte=now, lt=first)
    return Q("bool", filter=[to_come], must_not=[too_early])


def _deadline_to(last: int, now: int) -> Clause:
    """The next deadline, or the last one where all have passed, is not after `last`."""
    if last < now:
        return _range("last_date", lte=last)
    return _any([_range("dates", gte=now, lte=last), _range("last_date", lt=now)])


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
        case Sort.RELEVANCE if asked.words:
            return ["_score", *soonest]
    return soonest


def _range(field: str, **bounds: float) -> Clause:
    return Q("range", **{field: bounds})


def _any(clauses: Sequence[Clause]) -> Clause:
    if len(clauses) == 1:
        return clauses[0]
    return Q("bool", should=list(clauses), minimum_should_match=1)
