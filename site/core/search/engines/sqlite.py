"""The embedded engine: SQLite's FTS5 over terms made in Python, and the entries' own columns.

A search is two queries: the combinations of facet values with their counts, and one page of hits.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from core.search.engines.base import Answer, Asked, Hit, Terms
from core.search.engines.facets import STATUS, Combination, Tally, tally
from core.search.query import Query, Sort
from core.search.question import Word

WEIGHTS = "10.0, 5.0, 1.0"  # title, keywords, text

WINDOW = """CASE WHEN e.opens_at > %(at)s THEN 'forthcoming'
    WHEN e.last_date >= %(at)s OR (e.last_date IS NULL AND NOT e.closed) THEN 'open'
    ELSE 'closed' END"""

# The next deadline, or the last where all have passed. Only an entry with several, the first of
# which has passed, has to be looked up.
DEADLINE = """CASE WHEN e.first_date >= %(at)s THEN e.first_date
    WHEN e.first_date = e.last_date OR e.last_date < %(at)s THEN e.last_date
    ELSE (SELECT min(d.at) FROM core_searchdate d WHERE d.entry_id = e.id AND d.at >= %(at)s)
    END"""

SOONEST = """w = 'closed', deadline IS NULL, CASE WHEN w <> 'closed' THEN deadline END,
    deadline DESC, e.object_id"""

ORDERS = {
    Sort.RELEVANCE: f"score, {SOONEST}",
    Sort.DEADLINE: SOONEST,
    Sort.NEWEST: "e.published_at IS NULL, e.published_at DESC, e.object_id DESC",
    Sort.BUDGET: f"e.budget IS NULL, e.budget DESC, {SOONEST}",
}


class SqliteEngine:
    name = "sqlite"

    def add(self, terms: Sequence[Terms]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO core_searchterms(rowid, title, keywords, text)"
                " VALUES (%s, %s, %s, %s)",
                [(t.entry, t.title, t.keywords, t.text) for t in terms],
            )

    def remove(self, entries: Sequence[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "DELETE FROM core_searchterms WHERE rowid = %s", [(entry,) for entry in entries]
            )

    def settle(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO core_searchterms(core_searchterms) VALUES ('optimize')")
            cursor.execute("ANALYZE core_searchentry")
            cursor.execute("ANALYZE core_searchdate")

    def search(self, asked: Asked) -> Answer:
        parameters: dict[str, Any] = {"at": _time(asked.at)}
        tables, where = _matching(asked, parameters)
        chosen = {**asked.query.facets, STATUS: [w.value for w in asked.query.windows]}
        counted = tally(self._combinations(tables, where, parameters), chosen)
        hits = self._page(asked, counted, tables, where, parameters) if counted.count else []
        return Answer(hits, counted.count, counted.total, counted.facets)

    def _combinations(
        self, tables: str, where: str, parameters: dict[str, Any]
    ) -> list[Combination]:
        sql = f"""
            SELECT g.signature_id, s.facets, g.w, g.n
            FROM (SELECT e.signature_id, {WINDOW} AS w, count(*) AS n
                  FROM {tables} WHERE {where} GROUP BY 1, 2) g
            JOIN core_searchsignature s ON s.id = g.signature_id"""
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall()

    def _page(
        self,
        asked: Asked,
        counted: Tally,
        tables: str,
        where: str,
        parameters: dict[str, Any],
    ) -> list[Hit]:
        query = asked.query
        if not counted.everything_passes:
            where += f" AND e.signature_id IN ({_numbers(counted.passing)})"
        if query.windows:
            where += f" AND w IN ({_bind(query.windows, 'window', parameters)})"
        ranked = bool(asked.words) and query.sort == Sort.RELEVANCE
        score = f"bm25(core_searchterms, {WEIGHTS})" if ranked else "0"
        parameters |= {"limit": query.page_size, "skip": (query.page - 1) * query.page_size}
        sql = f"""
            SELECT p.kind, p.object_id, p.language, x.title, x.keywords, x.text, x.forms
            FROM (SELECT page.*, row_number() OVER () AS position
                  FROM (SELECT e.id, e.kind, e.object_id, e.language,
                               {WINDOW} AS w, {DEADLINE} AS deadline, {score} AS score
                        FROM {tables} WHERE {where}
                        ORDER BY {ORDERS[query.sort]} LIMIT %(limit)s OFFSET %(skip)s) page) p
            JOIN core_searchtext x ON x.entry_id = p.id ORDER BY p.position"""
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return [_hit(*row) for row in cursor.fetchall()]


def _hit(
    kind: str, object_id: int, language: str, title: str, keywords: str, text: str, forms: str
) -> Hit:
    texts = {"title": title, "keywords": keywords, "text": text}
    return Hit(kind, object_id, language, texts, forms)


def _matching(asked: Asked, parameters: dict[str, Any]) -> tuple[str, str]:
    """The tables and the condition that words, reader and ranges make; facets come later."""
    query = asked.query
    tables, where = "core_searchentry e", []
    if asked.words:
        tables = "core_searchterms JOIN core_searchentry e ON e.id = core_searchterms.rowid"
        where.append("core_searchterms MATCH %(match)s")
        parameters["match"] = match_expression(asked.words, asked.every)
    if asked.tokens is not None:
        where.append(_readable(asked.tokens, parameters))
    if query.kinds:
        where.append(f"e.kind IN ({_bind(query.kinds, 'kind', parameters)})")
    where += _ranges(query, parameters)
    return tables, " AND ".join(where) or "1"


def match_expression(words: Sequence[Word], every: bool) -> str:
    """FTS5's own language: any alternative of a word, all terms of an alternative.

    Terms are letters and digits only (core.search.analysis), so that quoting them is enough.
    """
    groups = []
    for word in words:
        alternatives = [
            "(" + " AND ".join(f'"{term}"' for term in alternative.terms) + ")"
            for alternative in word.alternatives
        ]
        groups.append("(" + " OR ".join(alternatives) + ")")
    return (" AND " if every else " OR ").join(groups)


def _readable(tokens: frozenset[str], parameters: dict[str, Any]) -> str:
    conditions = []
    for number, token in enumerate(sorted(tokens)):
        parameters[f"token{number}"] = f" {token} "
        conditions.append(f"instr(e.readers, %(token{number})s) > 0")
    return f"({' OR '.join(conditions)})"


def _ranges(query: Query, parameters: dict[str, Any]) -> list[str]:
    conditions = {
        "deadline_from": f"{DEADLINE} >= %(deadline_from)s",
        "deadline_to": f"{DEADLINE} <= %(deadline_to)s",
        "opening_from": "e.opens_at >= %(opening_from)s",
        "opening_to": "e.opens_at <= %(opening_to)s",
        "grant_min": "coalesce(e.amount_max, e.amount_min) >= %(grant_min)s",
        "grant_max": "coalesce(e.amount_min, e.amount_max) <= %(grant_max)s",
        "rate_min": "e.rate >= %(rate_min)s",
    }
    found = []
    for name, condition in conditions.items():
        value = getattr(query, name)
        if value is not None:
            parameters[name] = _time(value) if hasattr(value, "tzinfo") else value
            found.append(condition)
    return found


def _bind(values: Sequence[str], name: str, parameters: dict[str, Any]) -> str:
    """Placeholders for a list of values."""
    names = [f"{name}{number}" for number in range(len(values))]
    parameters.update(zip(names, map(str, values), strict=True))
    return ", ".join(f"%({n})s" for n in names)


def _numbers(values: set[int]) -> str:
    return ", ".join(str(int(v)) for v in sorted(values))


def _time(value: Any) -> Any:
    return connection.ops.adapt_datetimefield_value(value)
