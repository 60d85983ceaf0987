"""A site with a row of every model and with files, and a place for another."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import translation
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

from core.models import Document
from core.operation.backup.parts import left_out
from tests.database_engines import database_used, new_database
from tests.own_database import database_filled
from tests.upgrading.content import fill

# What a restoring changes: pages are kept anew, mail that waited is not sent, and nobody does the
# work that was under way.
RENEWED = {"core_contentversion", "core_run", "post_office_email"}
NAMES = ("blåbärssås.txt", "Ärende 12 öre.txt", "🌍-世界.txt")
NOT_KEPT = {*left_out(), "django_migrations"}
NO_TABLES = ("sqlite_", "core_searchterms", "wagtailsearch_")


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def site(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path, settings: Settings
) -> Iterator[None]:
    """Rows of every model, and files with names that not every system takes; all is committed."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    with (
        django_db_blocker.unblock(),
        database_filled(tmp_path, "backup", fill) as name,
        database_used(name),
    ):
        for title in NAMES:
            Document.objects.create(title=title, file=ContentFile(title.encode(), title))
        yield


@pytest.fixture
def elsewhere(tmp_path: Path, settings: Settings) -> Callable[[], AbstractContextManager[Path]]:
    """An empty place: a database without tables and a folder that is not there."""

    @contextmanager
    def used() -> Iterator[Path]:
        before, settings.MEDIA_ROOT = settings.MEDIA_ROOT, str(tmp_path / "new" / "media")
        with new_database(tmp_path) as name, database_used(name):
            yield tmp_path / "new" / "media"
        settings.MEDIA_ROOT = before

    return used


def rows() -> dict[str, list[tuple]]:
    """Every row of every table that a backup keeps."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in NOT_KEPT and not table.startswith(NO_TABLES):
                cursor.execute(f'SELECT * FROM "{table}"')
                found[table] = sorted(cursor.fetchall(), key=repr)
    return found


def files(folder: Path) -> dict[str, bytes]:
    """Every file below the folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
