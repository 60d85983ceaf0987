"""The engine in PostgreSQL: a `tsvector` of terms made in Python, with a GIN index."""

from collections.abc import Sequence

from django.db import connection

from core.search.engines.base import Terms
from core.search.engines.sql import SqlEngine
from core.search.question import Word

LABELS = {"title": "a", "keywords": "b", "often": "c"}

# Exactly the expression of the GIN index: a condition on it never reads the terms themselves.
INDEXED = "core_searchterms_read(terms)"


class PostgresEngine(SqlEngine):
    """Every term is in `terms` and, with a label after it, once more for each field that weighs.

    PostgreSQL's own labels are not in its index: to check them it would read every match.
    """

    name = "postgresql"
    tables = "core_searchterms t JOIN core_searchentry e ON e.id = t.entry_id"
    matches = f"{INDEXED} @@ %(match)s::tsquery"
    position = "strpos"

    def add(self, terms: Sequence[Terms]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO core_searchterms(entry_id, terms) VALUES (%s, %s::tsvector)",
                [(t.entry, _vector(t)) for t in terms],
            )

    def remove(self, entries: Sequence[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM core_searchterms WHERE entry_id = ANY(%s)", [list(entries)])

    def settle(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT gin_clean_pending_list('core_searchterms_terms')")
            for table in ("core_searchentry", "core_searchdate", "core_searchterms"):
                cursor.execute(f"ANALYZE {table}")

    def expression(self, words: Sequence[Word], *, every: bool, field: str = "") -> str:
        """PostgreSQL's own language: any alternative of a word, all terms of an alternative.

        Terms are letters and digits only (core.search.analysis), so that quoting them is enough.
        """
        label = f".{LABELS[field]}" if field else ""
        groups = []
        for word in words:
            alternatives = [
                "(" + " & ".join(f"'{term}{label}'" for term in alternative.terms) + ")"
                for alternative in word.alternatives
            ]
            groups.append("(" + " | ".join(alternatives) + ")")
        return (" & " if every else " | ").join(groups)

    def stands_in(self, parameter: str) -> str:
        # The index is asked once, and not once for each hit.
        return (
            "e.id IN (SELECT entry_id FROM core_searchterms"
            f" WHERE {INDEXED} @@ %({parameter})s::tsquery)"
        )


def _vector(terms: Terms) -> str:
    fields = (terms.title, terms.keywords, terms.text)
    plain = dict.fromkeys(" ".join(fields).split())
    labelled = [
        f"{term}.{label}"
        for field, label in LABELS.items()
        for term in getattr(terms, field).split()
    ]
    return " ".join(f"'{term}'" for term in (*plain, *labelled))
