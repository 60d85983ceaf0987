"""What the engines in a database share: the entries' own columns, in SQL that each understands.

A search is two queries: the combinations of facet values with their counts, and one page of hits.
"""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import connection

from core.search.engines.base import ANYWHERE, WEIGHTS, Asked, EngineAnswer, Hit, Terms
from core.search.engines.facets import STATUS, Combination, Tally, tally
from core.search.query import Query, Sort, Window
from core.search.question import Word

WINDOW = """CASE WHEN e.opens_at > %(at)s THEN 'forthcoming'
    WHEN e.ends_at >= %(at)s THEN 'open' ELSE 'closed' END"""

# The plus sign keeps SQLite from the index on signatures: the one on ends_at reads far fewer rows.
SIGNATURE = "+e.signature_id"

# The next deadline. Only an entry with several, the first of which has passed, is looked up.
NEXT = """CASE WHEN e.first_date >= %(at)s THEN e.first_date
    WHEN e.last_date >= %(at)s THEN
        (SELECT min(d.at) FROM core_searchdate d WHERE d.entry_id = e.id AND d.at >= %(at)s)
    END"""

# What a range of deadlines is about: the next one, or the last where all have passed.
DEADLINE = f"coalesce({NEXT}, e.last_date)"

RANGES = {
    "deadline_from": f"{DEADLINE} >= %(deadline_from)s",
    "deadline_to": f"{DEADLINE} <= %(deadline_to)s",
    "opening_from": "e.opens_at >= %(opening_from)s",
    "opening_to": "e.opens_at <= %(opening_to)s",
    "grant_min": "coalesce(e.amount_max, e.amount_min) >= %(grant_min)s",
    "grant_max": "coalesce(e.amount_min, e.amount_max) <= %(grant_max)s",
    "rate_min": "e.rate >= %(rate_min)s",
}

# What closes soonest comes first, what closed last comes first of the closed.
LATEST_END = "ends_at DESC, kind, object_id"
SOONEST = f"next_at NULLS LAST, {LATEST_END}"
ORDERS = {
    Sort.RELEVANCE: f"score DESC, {SOONEST}",
    Sort.DEADLINE: SOONEST,
    Sort.NEWEST: "published_at DESC NULLS LAST, kind, object_id DESC",
    Sort.BUDGET: f"budget DESC NULLS LAST, {SOONEST}",
}


class SqlEngine(ABC):
    """The search over the entries' table, joined with terms kept as the database can."""

    name: str
    tables: str  # the terms' table joined with the entries' as `e`
    matches: str  # the condition that the terms match %(match)s
    position: str  # the function that finds a text in another, from 1 on, 0 where it is not

    @abstractmethod
    def add(self, terms: Sequence[Terms]) -> None:
        """Store the terms of entries that have none yet."""

    @abstractmethod
    def remove(self, entries: Sequence[int]) -> None:
        """Delete the terms of entries."""

    @abstractmethod
    def settle(self) -> None:
        """Tidy up after much has been written."""

    @abstractmethod
    def expression(self, words: Sequence[Word], *, every: bool, field: str = "") -> str:
        """In the database's own language: the words, all or some, in that field or anywhere."""

    @abstractmethod
    def stands_in(self, parameter: str) -> str:
        """The condition that an entry matches a parameter that `expression` wrote."""

    def search(self, asked: Asked) -> EngineAnswer:
        """Answer a query."""
        parameters: dict[str, Any] = {"at": _time(asked.at)}
        tables, conditions = self._matching(asked, parameters)
        readable = self._readable(asked, parameters)
        if conditions:
            combinations = self._combinations(tables, conditions, readable, parameters)
        else:
            combinations = self._all_combinations(readable, parameters)
        chosen = {**asked.query.facets, STATUS: [w.value for w in asked.query.windows]}
        counted = tally(combinations, chosen)
        hits: list[Hit] = []
        if counted.count and asked.query.page_size:
            conditions = conditions + _of_signatures(counted, readable)
            hits = self._page(asked, counted, tables, conditions, parameters)
        return EngineAnswer(hits, counted.count, counted.total, counted.facets)

    def _matching(self, asked: Asked, parameters: dict[str, Any]) -> tuple[str, list[str]]:
        """The tables and the conditions that words and ranges make; facets come later."""
        tables, conditions = "core_searchentry e", []
        if asked.words:
            tables = self.tables
            conditions.append(self.matches)
            parameters["match"] = self.expression(asked.words, every=asked.every)
        if asked.phrases:
            tables += " JOIN core_searchtext y ON y.entry_id = e.id"
        for number, phrase in enumerate(asked.phrases):
            parameters[f"phrase{number}"] = f" {' '.join(phrase)} "
            conditions.append(f"{self.position}(y.words, %(phrase{number})s) > 0")
        return tables, conditions + _ranges(asked.query, parameters)

    def _readable(self, asked: Asked, parameters: dict[str, Any]) -> list[str]:
        """The conditions on a signature that reader and kinds make."""
        conditions = []
        if asked.tokens is not None:
            alternatives = ["1 = 0"]
            for number, token in enumerate(sorted(asked.tokens)):
                parameters[f"token{number}"] = f" {token} "
                alternatives.append(f"{self.position}(s.readers, %(token{number})s) > 0")
            conditions.append(f"({' OR '.join(alternatives)})")
        if asked.query.kinds:
            conditions.append(f"s.kind IN ({_bind(asked.query.kinds, 'kind', parameters)})")
        return conditions

    def _combinations(
        self,
        tables: str,
        conditions: Sequence[str],
        readable: Sequence[str],
        parameters: dict[str, Any],
    ) -> list[Combination]:
        sql = f"""
            SELECT g.signature_id, s.facets, g.w, g.n
            FROM (SELECT e.signature_id, {WINDOW} AS w, count(*) AS n
                  FROM {tables} WHERE {_all(conditions)} GROUP BY 1, 2) g
            JOIN core_searchsignature s ON s.id = g.signature_id WHERE {_all(readable)}"""
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall()

    def _all_combinations(
        self, readable: Sequence[str], parameters: dict[str, Any]
    ) -> list[Combination]:
        """Of every entry: two database indexes say how many there are and how many still live."""
        sql = f"""
            SELECT g.signature_id, s.facets, g.w, g.n
            FROM (SELECT e.signature_id, NULL AS w, count(*) AS n
                  FROM core_searchentry e GROUP BY 1
                  UNION ALL
                  SELECT {SIGNATURE}, {WINDOW} AS w, count(*) AS n
                  FROM core_searchentry e WHERE e.ends_at >= %(at)s GROUP BY 1, 2) g
            JOIN core_searchsignature s ON s.id = g.signature_id WHERE {_all(readable)}"""
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            rows = cursor.fetchall()
        living = [row for row in rows if row[2]]
        alive: Counter[int] = Counter()
        for signature, _facets, _window, number in living:
            alive[signature] += number
        closed = (
            (signature, facets, Window.CLOSED.value, number - alive[signature])
            for signature, facets, window, number in rows
            if not window
        )
        return living + [row for row in closed if row[3]]

    def _page(
        self,
        asked: Asked,
        counted: Tally,
        tables: str,
        conditions: list[str],
        parameters: dict[str, Any],
    ) -> list[Hit]:
        query = asked.query
        if query.windows:
            names = _bind(query.windows, "window", parameters)
            conditions = [*conditions, f"{WINDOW} IN ({names})"]
        score = self._score(asked, parameters) if query.sort == Sort.RELEVANCE else "0"
        order, skip = ORDERS[query.sort], (query.page - 1) * query.page_size
        if order == SOONEST:
            order, part, skip = _part_of_soonest(query, counted, skip)
            conditions = conditions + part
        parameters |= {"limit": query.page_size, "skip": skip}
        sql = f"""
            SELECT p.kind, p.object_id, p.language, x.title, x.keywords, x.text, x.forms
            FROM (SELECT e.id, e.kind, e.object_id, e.language, e.ends_at, e.published_at,
                         e.budget, {NEXT} AS next_at, {score} AS score
                  FROM {tables} WHERE {_all(conditions)}
                  ORDER BY {order} LIMIT %(limit)s OFFSET %(skip)s) p
            JOIN core_searchtext x ON x.entry_id = p.id
            ORDER BY {order}"""
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return [_hit(*row) for row in cursor.fetchall()]

    def _score(self, asked: Asked, parameters: dict[str, Any]) -> str:
        """Per word its rarity times the weights of where it stands."""
        points = ["0"]
        for number, word in enumerate(asked.words):
            weights = dict(WEIGHTS)
            if not asked.every:
                weights[""] = ANYWHERE
            for field, weight in weights.items():
                parameter = f"{field or 'anywhere'}{number}"
                parameters[parameter] = self.expression([word], every=True, field=field)
                condition = self.stands_in(parameter)
                points.append(f"CASE WHEN {condition} THEN {word.rarity * weight} ELSE 0 END")
        return " + ".join(points)


def _of_signatures(counted: Tally, readable: Sequence[str]) -> list[str]:
    """The condition that an entry's signature passes; those that were counted can all be read."""
    if not counted.everything_passes:
        return [f"{SIGNATURE} IN ({', '.join(map(str, sorted(counted.passing)))})"]
    if not readable:
        return []
    return [f"{SIGNATURE} IN (SELECT s.id FROM core_searchsignature s WHERE {_all(readable)})"]


def _part_of_soonest(query: Query, counted: Tally, skip: int) -> tuple[str, list[str], int]:
    """The order, conditions and offset: of the living or the closed entries alone where possible.

    The living are few and come first; the closed are in the order of a database index.
    """
    living = counted.windows[Window.OPEN] + counted.windows[Window.FORTHCOMING]
    if skip + query.page_size <= living:
        return SOONEST, ["e.ends_at >= %(at)s"], skip
    if skip >= living:
        return LATEST_END, ["e.ends_at < %(at)s"], skip - living
    return SOONEST, [], skip


def _hit(
    kind: str, object_id: int, language: str, title: str, keywords: str, text: str, forms: str
) -> Hit:
    texts = {"title": title, "keywords": keywords, "text": text}
    return Hit(kind, object_id, language, texts, forms)


def _ranges(query: Query, parameters: dict[str, Any]) -> list[str]:
    conditions = []
    for name, condition in RANGES.items():
        value = getattr(query, name)
        if value is not None:
            parameters[name] = _time(value) if hasattr(value, "tzinfo") else value
            conditions.append(condition)
    return conditions


def _all(conditions: Sequence[str]) -> str:
    return " AND ".join(conditions) or "1 = 1"


def _bind(values: Sequence[str], name: str, parameters: dict[str, Any]) -> str:
    """Placeholders for a list of values."""
    names = [f"{name}{number}" for number in range(len(values))]
    parameters.update(zip(names, map(str, values), strict=True))
    return ", ".join(f"%({n})s" for n in names)


def _time(value: Any) -> Any:
    return connection.ops.adapt_datetimefield_value(value)
