"""What the engines in a database share: the entries' own columns, in SQL that each understands.

A search is two queries: the combinations of facet values with their counts, and one page of hits.
"""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.utils.dateparse import parse_datetime

from core.models.search import NEVER_ENDS, OPENS_SOME_DAY
from core.search.engines.base import Asked, EngineAnswer, Hit, OpenEntry, Terms
from core.search.engines.facets import STATUS, Combination, Tally, tally, values
from core.search.query import Query, Sort, Window
from core.search.question import Alternative, Question, Word
from core.search.ranking.levels import FIELDS

WINDOW = """CASE WHEN e.ends_at < %(at)s THEN 'closed'
    WHEN e.opens_at > %(at)s THEN 'forthcoming' ELSE 'open' END"""

LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)

# The plus sign keeps SQLite from the index on signatures: the one on ends_at reads far fewer rows.
SIGNATURE = "+e.signature_id"

# The next deadline before its end. Only an entry with several, the first of which has passed, is
# looked up.
NEXT = """CASE WHEN e.first_date > e.ends_at THEN NULL
    WHEN e.first_date >= %(at)s THEN e.first_date
    WHEN e.last_date >= %(at)s THEN
        (SELECT min(d.at) FROM core_searchdate d WHERE d.entry_id = e.id AND d.at >= %(at)s
            AND d.at <= e.ends_at) END"""

# A range of deadlines is about any one that lies ahead, or the last where all have passed.
DEADLINES = """CASE WHEN e.last_date < %(at)s OR e.first_date = e.last_date
    THEN e.last_date >= %(deadline_from)s AND e.last_date <= %(deadline_to)s
    ELSE EXISTS (SELECT 1 FROM core_searchdate d WHERE d.entry_id = e.id AND d.at >= %(at)s
        AND d.at >= %(deadline_from)s AND d.at <= %(deadline_to)s) END"""

RANGES = {
    "opening_from": "e.opens_at >= %(opening_from)s AND e.opens_at < %(some_day)s",
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
    entry: str  # the column of the terms' table that has the entry's id
    matches: str  # the condition that the terms match a parameter, to be named
    position: str  # the function that finds a text in another, from 1 on, 0 where it is not
    all_of: str  # in the database's own language of terms
    any_of: str

    @abstractmethod
    def add(self, terms: Sequence[Terms]) -> None:
        """Store the terms of entries that have none yet."""

    @abstractmethod
    def remove(self, entries: Sequence[int]) -> None:
        """Delete the terms of entries."""

    @abstractmethod
    def terms(self, entries: Sequence[int]) -> Mapping[int, str]:
        """The tokens of entries, as they were stored, in any order."""

    @abstractmethod
    def terms_of(self, kind: str, object_id: int) -> str:
        """The tokens of one record; empty where it is not indexed."""

    @abstractmethod
    def settle(self) -> None:
        """Tidy up after much has been written."""

    @abstractmethod
    def count(self) -> None:
        """Fill the empty table of frequencies."""

    @abstractmethod
    def quoted(self, token: str) -> str:
        """A token in the database's own language of terms."""

    def search(self, asked: Asked) -> EngineAnswer:
        """Answer a query."""
        parameters: dict[str, Any] = {"at": _time(asked.at)}
        tables, conditions = self._matching(asked, parameters)
        readable = self._readable(asked, parameters)
        if conditions:
            has_all = self._has_all(asked.question, parameters)
            combinations = self._combinations(tables, conditions, readable, has_all, parameters)
        else:
            combinations = self._all_combinations(readable, parameters)
        chosen = {**asked.query.facets, STATUS: [w.value for w in asked.query.windows]}
        counted = tally(combinations, chosen)
        hits: list[Hit] = []
        if counted.count and asked.query.page_size:
            conditions = conditions + _of_signatures(counted, readable)
            hits = self._page(asked, counted, tables, conditions, parameters)
        return EngineAnswer(
            hits, counted.count, counted.count_all_words, counted.total, counted.facets
        )

    def hits(self, asked: Asked) -> list[Hit]:
        """The page of hits alone: one query, where no facet is chosen and words give the order."""
        if asked.query.facets or asked.query.sort != Sort.RELEVANCE:
            return list(self.search(asked).hits)
        parameters: dict[str, Any] = {"at": _time(asked.at)}
        tables, conditions = self._matching(asked, parameters)
        conditions = conditions + _of_signatures(Tally(), self._readable(asked, parameters))
        return self._page(asked, Tally(), tables, conditions, parameters)

    def open_now(self, asked: Asked) -> list[OpenEntry]:
        """All that is open of the kinds asked for, in the order it closes: one query."""
        parameters: dict[str, Any] = {"at": _time(asked.at)}
        readable = self._readable(asked, parameters)
        sql = f"""
            SELECT o.object_id, o.next_at, o.facets
            FROM (SELECT e.kind, e.object_id, e.ends_at, {NEXT} AS next_at, s.facets
                  FROM core_searchentry e JOIN core_searchsignature s ON s.id = e.signature_id
                  WHERE e.ends_at >= %(at)s AND {WINDOW} = 'open' AND {_all(readable)}) o
            ORDER BY {SOONEST}"""
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            rows = cursor.fetchall()
        return [OpenEntry(pk, _moment(next_at), values(facets)) for pk, next_at, facets in rows]

    def _matching(self, asked: Asked, parameters: dict[str, Any]) -> tuple[str, list[str]]:
        """The tables and the conditions that words and ranges make; facets come later."""
        tables, conditions = "core_searchentry e", []
        if asked.question.words:
            tables = f"core_searchterms JOIN core_searchentry e ON e.id = {self.entry}"
            conditions.append(self.matches.format("match"))
            alternatives = [a for word in asked.question.words for a in word.alternatives]
            parameters["match"] = self._expression(alternatives, 1)
        tables += _phrases_joined(asked.question)
        for number, phrase in enumerate(asked.question.phrases):
            parameters[f"phrase{number}"] = f" {' '.join(phrase)} "
            conditions.append(f"{self.position}(y.words, %(phrase{number})s) > 0")
        return tables, conditions + _ranges(asked.query, parameters)

    def _expression(self, alternatives: Iterable[Alternative], level: int) -> str:
        """In the database's own language: any of the alternatives, at that level.

        Those that share all but their first token are looked for together, and none that has a
        token which is enough by itself.
        """
        reached = [tokens for a in alternatives if (tokens := a.at_level(level))]
        enough = {tokens[0] for tokens in reached if len(tokens) == 1}
        firsts: dict[tuple[str, ...], dict[str, None]] = {}
        for first, *others in reached:
            if not others or enough.isdisjoint((first, *others)):
                firsts.setdefault(tuple(others), {})[first] = None
        return self.any_of.join(self._with(others, each) for others, each in firsts.items())

    def _with(self, others: Sequence[str], firsts: Iterable[str]) -> str:
        """Any of the first tokens, with all others.

        They are letters, digits, _ and . only (core.search.analysis).
        """
        any_first = self.any_of.join(map(self.quoted, firsts))
        if not others:
            return any_first
        return f"({self.all_of.join([f'({any_first})', *map(self.quoted, others)])})"

    def _has_all(self, question: Question, parameters: dict[str, Any]) -> str:
        """The condition that an entry has all the words."""
        if not question.demands:
            return "1 = 1"
        met = (f"({self._expression(demand, 1)})" for demand in question.demands)
        parameters["all"] = self.all_of.join(met)
        return f"e.id IN ({self._entries('all')})"

    def _entries(self, parameter: str) -> str:
        """The ids of the entries whose terms match a parameter."""
        matches = self.matches.format(parameter)
        return f"SELECT {self.entry} FROM core_searchterms WHERE {matches}"

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
        has_all: str,
        parameters: dict[str, Any],
    ) -> list[Combination]:
        sql = f"""
            SELECT g.signature_id, s.facets, g.w, g.n, g.m
            FROM (SELECT e.signature_id, {WINDOW} AS w, count(*) AS n,
                         count(*) FILTER (WHERE {has_all}) AS m
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
        living = [(*row, row[3]) for row in rows if row[2]]
        alive: Counter[int] = Counter()
        for signature, _facets, _window, number, _with_all in living:
            alive[signature] += number
        closed = (
            (signature, facets, Window.CLOSED.value, number - alive[signature])
            for signature, facets, window, number in rows
            if not window
        )
        return living + [(*row, row[3]) for row in closed if row[3]]

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
        score = "0"
        if query.sort == Sort.RELEVANCE:
            # The entries that match, instead of the terms by which they do.
            scores, score = self._scores(asked.question, parameters), "s.score"
            tables = f"({scores}) s JOIN core_searchentry e ON e.id = s.id"
            tables += _phrases_joined(asked.question)
            conditions = [c for c in conditions if c != self.matches.format("match")]
        order, skip = ORDERS[query.sort], (query.page - 1) * query.page_size
        if order == SOONEST:
            order, part, skip = _part_of_soonest(query, counted, skip)
            conditions = conditions + part
        parameters |= {"limit": query.page_size, "skip": skip}
        sql = f"""
            SELECT p.kind, p.object_id, p.language, p.score, x.forms,
                   x.title, x.keywords, x.text, x.conditions
            FROM (SELECT e.id, e.kind, e.object_id, e.language, e.ends_at, e.published_at,
                         e.budget, {NEXT} AS next_at, {score} AS score
                  FROM {tables} WHERE {_all(conditions)}
                  ORDER BY {order} LIMIT %(limit)s OFFSET %(skip)s) p
            JOIN core_searchtext x ON x.entry_id = p.id
            ORDER BY {order}"""
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return [_hit(*row) for row in cursor.fetchall()]

    def _scores(self, question: Question, parameters: dict[str, Any]) -> str:
        """The entries that have any of the words, each with its points.

        Added up from lists of entries, and nothing is looked up for each hit.
        """
        gains = [self._gains(word) for word in question.words]
        if question.bonus:
            met = (f"({self._expression(demand, 1)})" for demand in question.demands)
            gains.append([(question.bonus, self.all_of.join(met))])
        lists = " UNION ALL ".join(self._most_of(each, parameters) for each in gains if each)
        return f"SELECT id, sum(points) AS score FROM ({lists}) l GROUP BY id"

    def _gains(self, word: Word) -> list[tuple[int, str]]:
        """What an entry has gained that has the word, and at each level where that is more."""
        first, *_higher = word.gained
        return [
            (points, expression)
            for level, points in enumerate(word.gained, start=1)
            if points > (first if level > 1 else 0)
            and (expression := self._expression(word.alternatives, level))
        ]

    def _most_of(self, gains: Sequence[tuple[int, str]], parameters: dict[str, Any]) -> str:
        """The entries that gain something, each with the most that it does."""
        lists = []
        for points, expression in gains:
            number = len(parameters)
            parameters |= {f"points{number}": points, f"reached{number}": expression}
            lists.append(
                f"SELECT {self.entry} AS id, %(points{number})s AS points"
                f" FROM core_searchterms WHERE {self.matches.format(f'reached{number}')}"
            )
        if len(lists) == 1:
            return lists[0]
        return f"SELECT id, max(points) AS points FROM ({' UNION ALL '.join(lists)}) m GROUP BY id"


def _phrases_joined(question: Question) -> str:
    return " JOIN core_searchtext y ON y.entry_id = e.id" if question.phrases else ""


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


def _hit(kind: str, object_id: int, language: str, score: int, forms: str, *texts: str) -> Hit:
    return Hit(kind, object_id, language, dict(zip(FIELDS, texts, strict=True)), forms, int(score))


def _ranges(query: Query, parameters: dict[str, Any]) -> list[str]:
    conditions = []
    if query.deadline_from or query.deadline_to:
        parameters["deadline_from"] = _time(query.deadline_from or LONG_AGO)
        parameters["deadline_to"] = _time(query.deadline_to or NEVER_ENDS)
        conditions.append(DEADLINES)
    if query.opening_from:
        parameters["some_day"] = _time(OPENS_SOME_DAY)
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


def _moment(value: datetime | str | None) -> datetime | None:
    """A moment as the database gives it: SQLite knows no such type, and writes them in UTC."""
    return parse_datetime(f"{value}Z") if isinstance(value, str) else value
