"""The engine in PostgreSQL: a `tsvector` of tokens made in Python, with a GIN index."""

from collections.abc import Mapping, Sequence

from django.db import connection

from core.search.engines.base import Terms
from core.search.engines.sql import SqlEngine

# Exactly the expression of the GIN index: a condition on it never reads the terms themselves.
INDEXED = "core_searchterms_read(terms)"
COUNT = """
    INSERT INTO core_searchfrequency(token, records)
    SELECT word, ndoc FROM ts_stat($$
        SELECT t.terms FROM core_searchterms t JOIN core_searchentry e ON e.id = t.entry_id
        JOIN core_searchsignature s ON s.id = e.signature_id
        WHERE strpos(s.readers, ' public ') > 0 $$)
    WHERE strpos(word, '.') = 0 AND ndoc > 1
    UNION ALL
    SELECT '', count(*) FROM core_searchentry e
    JOIN core_searchsignature s ON s.id = e.signature_id WHERE strpos(s.readers, ' public ') > 0
    ON CONFLICT DO NOTHING"""


class PostgresEngine(SqlEngine):
    """Tokens carry their level in their name: PostgreSQL's own labels are not in its index."""

    name = "postgresql"
    entry = "core_searchterms.entry_id"
    matches = f"{INDEXED} @@ %({{}})s::tsquery"
    position = "strpos"
    all_of, any_of = " & ", " | "

    def add(self, terms: Sequence[Terms]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO core_searchterms(entry_id, terms) VALUES (%s, %s::tsvector)",
                [(each.entry, self._vector(each.tokens)) for each in terms],
            )

    def remove(self, entries: Sequence[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM core_searchterms WHERE entry_id = ANY(%s)", [list(entries)])

    def terms(self, entries: Sequence[int]) -> Mapping[int, str]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT entry_id, array_to_string(tsvector_to_array(terms), ' ')"
                " FROM core_searchterms WHERE entry_id = ANY(%s)",
                [list(entries)],
            )
            return dict(cursor.fetchall())

    def terms_of(self, kind: str, object_id: int) -> str:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT array_to_string(tsvector_to_array(terms), ' ') FROM core_searchterms"
                " WHERE entry_id ="
                " (SELECT id FROM core_searchentry WHERE kind = %s AND object_id = %s)",
                [kind, object_id],
            )
            return " ".join(terms for (terms,) in cursor)

    def settle(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT gin_clean_pending_list('core_searchterms_terms')")
            for table in ("core_searchentry", "core_searchdate", "core_searchterms"):
                cursor.execute(f"ANALYZE {table}")

    def count(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(COUNT)

    def quoted(self, token: str) -> str:
        return f"'{token}'"

    def _vector(self, tokens: str) -> str:
        return " ".join(map(self.quoted, tokens.split()))
