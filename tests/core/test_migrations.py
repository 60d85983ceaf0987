"""What a migration does with what is there already."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from core.models import SearchEntry
from tests.factories.calls import call
from tests.own_database import database_copied, database_used

# What the older version of the table held, made from today's: in PostgreSQL a term's labels were in
# a vector of its own.
OLDER = {
    "sqlite": "",
    "postgresql": """
UPDATE core_searchterms t SET
    terms = array_to_tsvector(ARRAY(
        SELECT lexeme FROM unnest(t.terms) WHERE strpos(lexeme, '.') = 0)),
    strong = (SELECT string_agg(
        quote_literal(term) || ':' || strpos('abc', label) || label, ' ')
        FROM unnest(t.terms), split_part(lexeme, '.', 1) AS term,
            split_part(lexeme, '.', 2) AS label
        WHERE label <> '')::tsvector
""",
}


def rows() -> list[tuple]:
    """The terms' table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM core_searchterms")
        return cursor.fetchall()


@pytest.mark.django_db
def test_the_index_of_an_older_version_is_taken_over(
    django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> None:
    with database_copied(tmp_path) as name, database_used(name):
        call("Water reuse in small towns", description="<p>Reuse, reuse and reuse.</p>")
        wanted = rows()
        call_command("migrate", "core", "0006", verbosity=0)
        if older := OLDER[connection.vendor]:
            with connection.cursor() as cursor:
                cursor.execute(older)
            assert rows() != wanted
        call_command("migrate", "core", verbosity=0)
        assert rows() == wanted
        assert SearchEntry.objects.count() == 1
