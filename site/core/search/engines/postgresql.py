"""The engine in PostgreSQL: a `tsvector` of terms made in Python, with a GIN index."""

from collections.abc import Sequence

from django.db import connection

from core.search.engines.base import Terms
from core.search.engines.sql import SqlEngine
from core.search.question import Word

LABELS = {"title": "A", "keywords": "B", "often": "C"}


class PostgresEngine(SqlEngine):
    """`terms` has every term and is what the index finds; `strong` those of the fields that weigh.

    `strong` is small and stands in the row itself, so that scoring a hit reads nothing else.
    """

    name = "postgresql"
    tables = "core_searchterms t JOIN core_searchentry e ON e.id = t.entry_id"
    matches = "t.terms @@ %(match)s::tsquery"
    position = "strpos"

    def add(self, terms: Sequence[Terms]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO core_searchterms(entry_id, terms, strong)"
                " VALUES (%s, %s::tsvector, %s::tsvector)",
                [(t.entry, _everything(t), _strong(t)) for t in terms],
            )

    def remove(self, entries: Sequence[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM core_searchterms WHERE entry_id = ANY(%s)", [list(entries)])

    def settle(self) -> None:
        with connection.cursor() as cursor:
            for table in ("core_searchentry", "core_searchdate", "core_searchterms"):
                cursor.execute(f"ANALYZE {table}")

    def expression(self, words: Sequence[Word], every: bool, field: str = "") -> str:
        """PostgreSQL's own language: any alternative of a word, all terms of an alternative.

        Terms are letters and digits only (core.search.analysis), so that quoting them is enough.
        """
        label = f":{LABELS[field]}" if field else ""
        groups = []
        for word in words:
            alternatives = [
                "(" + " & ".join(f"'{term}'{label}" for term in alternative.terms) + ")"
                for alternative in word.alternatives
            ]
            groups.append("(" + " | ".join(alternatives) + ")")
        return (" & " if every else " | ").join(groups)

    def stands_in(self, parameter: str) -> str:
        vector = "t.terms" if parameter.startswith("anywhere") else "t.strong"
        return f"{vector} @@ %({parameter})s::tsquery"


def _everything(terms: Terms) -> str:
    fields = (terms.title, terms.keywords, terms.text)
    return " ".join(f"'{term}'" for term in dict.fromkeys(" ".join(fields).split()))


def _strong(terms: Terms) -> str:
    """Each term with the labels of its fields; the position means nothing, but carries a label."""
    places: dict[str, list[str]] = {}
    for position, (field, label) in enumerate(LABELS.items(), 1):
        for term in getattr(terms, field).split():
            places.setdefault(term, []).append(f"{position}{label}")
    return " ".join(f"'{term}':{','.join(found)}" for term, found in places.items())
