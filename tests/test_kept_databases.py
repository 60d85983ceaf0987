"""The tests' own database has every migration, and what is kept is made once."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from tests.database_engines import engine, new_database
from tests.kept_databases import digest, kept
from tests.own_database import database_used
from tests.parts import ROOT

pytestmark = pytest.mark.django_db
LABEL = "trial"


@pytest.fixture
def nothing_kept() -> Iterator[None]:
    """Nothing is kept under the label, before a test and after it."""

    def drop() -> None:
        for name in engine().kept_names(LABEL):
            engine().drop(name)

    drop()
    yield
    drop()


def test_nothing_is_left_to_migrate() -> None:
    printed = StringIO()
    call_command("migrate", plan=True, stdout=printed)
    assert "No planned migration operations." in printed.getvalue()


@pytest.mark.usefixtures("nothing_kept")
def test_a_database_is_made_once_for_each_key(tmp_path: Path) -> None:
    made = []

    def fill() -> None:
        made.append(connection.settings_dict["NAME"])
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE trial AS SELECT {len(made)} AS number")

    def number(name: str) -> int:
        with (
            new_database(tmp_path, template=name) as copy,
            database_used(copy),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT number FROM trial")
            return cursor.fetchone()[0]

    first = kept(LABEL, "0a" * 8, fill)
    assert (kept(LABEL, "0a" * 8, fill), number(first), len(made)) == (first, 1, 1)
    second = kept(LABEL, "0b" * 8, fill)
    assert (number(second), len(made)) == (2, 2)
    assert engine().kept_names(LABEL) == [second]


def test_a_key_changes_with_the_files_and_the_words() -> None:
    paths = [ROOT / "manage.py", ROOT / "pyproject.toml"]
    keys = {digest(paths), digest(paths[:1]), digest(paths, "today"), digest(paths[::-1])}
    assert len(keys) == 3
