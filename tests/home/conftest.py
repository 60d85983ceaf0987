"""A municipality's site, loaded as a person loads it."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import translation

from core.models import MunicipalityProfile


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """A request leaves its language behind in the thread; the next test starts afresh."""
    with translation.override("sv"):
        yield


@pytest.fixture
def kristianstad(db: None) -> MunicipalityProfile:
    call_command("load_profile", "kristianstad")
    return MunicipalityProfile.objects.get()


@pytest.fixture
def rows():
    """Every row of every table, to show that something changed nothing."""

    def read(*, but: tuple[str, ...] = ()) -> dict[str, list[tuple]]:
        found = {}
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                if table not in but and not table.startswith(("sqlite_", "core_terms")):
                    cursor.execute(f'SELECT * FROM "{table}"')
                    found[table] = sorted(cursor.fetchall(), key=repr)
        return found

    return read
