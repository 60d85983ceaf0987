"""The embedded engine: SQLite's FTS5 over terms made in Python."""

from collections.abc import Sequence

from django.db import connection

from core.search.engines.base import Terms
from core.search.engines.sql import SqlEngine
from core.search.question import Word


class SqliteEngine(SqlEngine):
    """Terms are in a full-text table whose rowid is the entry's id."""

    name = "sqlite"
    tables = "core_searchterms JOIN core_searchentry e ON e.id = core_searchterms.rowid"
    matches = "core_searchterms MATCH %(match)s"
    position = "instr"

    def add(self, terms: Sequence[Terms]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO core_searchterms(rowid, title, keywords, often, text)"
                " VALUES (%s, %s, %s, %s, %s)",
                [(t.entry, t.title, t.keywords, t.often, t.text) for t in terms],
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

    def expression(self, words: Sequence[Word], *, every: bool, field: str = "") -> str:
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
        expression = (" AND " if every else " OR ").join(groups)
        return f"{{{field}}} : ({expression})" if field else expression

    def stands_in(self, parameter: str) -> str:
        # The rows are looked up once in the full-text table, and not once for each hit.
        return (
            "e.id IN (SELECT rowid FROM core_searchterms"
            f" WHERE core_searchterms MATCH %({parameter})s)"
        )
