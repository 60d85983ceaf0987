"""The embedded engine: SQLite's FTS5 over tokens made in Python."""

from collections import Counter
from collections.abc import Mapping, Sequence

from django.db import connection

from core.search.engines.base import Terms
from core.search.engines.sql import SqlEngine

# core_searchterms_all knows each token with the number of its rows, whoever may read them.
COUNT = """
    INSERT INTO core_searchfrequency(token, records)
    SELECT term, doc FROM core_searchterms_all WHERE instr(term, '.') = 0 AND doc > 1"""
HIDDEN = """
    SELECT t.terms FROM core_searchterms t JOIN core_searchentry e ON e.id = t.rowid
    JOIN core_searchsignature s ON s.id = e.signature_id WHERE instr(s.readers, ' public ') = 0"""
PUBLIC = """
    INSERT INTO core_searchfrequency(token, records)
    SELECT '', count(*) FROM core_searchentry e
    JOIN core_searchsignature s ON s.id = e.signature_id WHERE instr(s.readers, ' public ') > 0"""


class SqliteEngine(SqlEngine):
    """Tokens are in a full-text table whose rowid is the entry's id."""

    name = "sqlite"
    entry = "core_searchterms.rowid"
    matches = "core_searchterms MATCH %({})s"
    position = "instr"
    all_of, any_of = " AND ", " OR "

    def add(self, terms: Sequence[Terms]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO core_searchterms(rowid, terms) VALUES (%s, %s)",
                [(each.entry, each.tokens) for each in terms],
            )

    def remove(self, entries: Sequence[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "DELETE FROM core_searchterms WHERE rowid = %s", [(entry,) for entry in entries]
            )

    def terms(self, entries: Sequence[int]) -> Mapping[int, str]:
        if not entries:
            return {}
        marks = ", ".join(["%s"] * len(entries))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT rowid, terms FROM core_searchterms WHERE rowid IN ({marks})",
                list(entries),
            )
            return dict(cursor.fetchall())

    def terms_of(self, kind: str, object_id: int) -> str:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT terms FROM core_searchterms WHERE rowid ="
                " (SELECT id FROM core_searchentry WHERE kind = %s AND object_id = %s)",
                [kind, object_id],
            )
            return " ".join(terms for (terms,) in cursor)

    def settle(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO core_searchterms(core_searchterms) VALUES ('optimize')")
            cursor.execute("ANALYZE core_searchentry")
            cursor.execute("ANALYZE core_searchdate")

    def count(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(COUNT)
            cursor.execute(HIDDEN)
            hidden = Counter(
                token for (terms,) in cursor for token in terms.split() if "." not in token
            )
            cursor.executemany(
                "UPDATE core_searchfrequency SET records = records - %s WHERE token = %s",
                [(times, token) for token, times in hidden.items()],
            )
            cursor.execute("DELETE FROM core_searchfrequency WHERE records < 2")
            cursor.execute(PUBLIC)

    def quoted(self, token: str) -> str:
        return f'"{token}"'
