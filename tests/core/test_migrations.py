"""What a migration does with what is there already."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from pytest_django.plugin import DjangoDbBlocker

from core.models import SearchEntry
from core.search.index import check
from core.search.kinds import kinds
from home.models import StandardPage
from network.models import Body
from tests.factories.calls import call, municipality, programme
from tests.factories.core import DocumentFactory, site_tree
from tests.factories.towns import town
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
        loader = MigrationLoader(connection)
        migration = loader.get_migration("core", "0007_terms_by_field")
        before = loader.project_state(("core", "0006_search_orders"))
        with connection.schema_editor() as editor:
            migration.unapply(before.clone(), editor)
        if older := OLDER[connection.vendor]:
            with connection.cursor() as cursor:
                cursor.execute(older)
            assert rows() != wanted
        with connection.schema_editor() as editor:
            migration.apply(before, editor)
        assert rows() == wanted
        assert SearchEntry.objects.count() == 1


@pytest.mark.django_db
def test_what_an_older_release_did_not_search_is_found_after_migrating(
    django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> None:
    with database_copied(tmp_path) as name, database_used(name):
        profile = municipality()
        site_tree().add_child(instance=StandardPage(title="Vänorter"))
        programme("life")
        town("nowogard")
        call("Water reuse in small towns")
        DocumentFactory()
        texts = {"name_sv": "Nämnden", "name_en": "The committee"}
        Body.objects.create(profile=profile, key="committee", kind="committee", **texts)
        numbers = {kind: SearchEntry.objects.filter(kind=kind).count() for kind, _part in kinds}
        assert all(numbers.values())
        # It knew calls alone, and less of them.
        SearchEntry.objects.exclude(kind="call").delete()
        SearchEntry.objects.update(digest="of less")
        call_command("migrate", "sessions", "zero", verbosity=0)
        call_command("migrate", verbosity=0)
        assert {kind: bool(check(kind=kind)) for kind in numbers} == dict.fromkeys(numbers, False)
        assert SearchEntry.objects.count() == sum(numbers.values())
