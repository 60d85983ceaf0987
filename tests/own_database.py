"""A database of a test's own, in which what is written is committed.

For tests with several threads or processes, which see of each other only what is committed, and
for those that want more in it than the migrations write. The tests' own database is set up first
(`django_db_setup`).
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from tests.database_engines import database_used, new_database
from tests.kept_databases import everything_that_loads, kept, migrated

__all__ = ["database_copied", "database_filled", "database_used", "site_copied", "site_used"]


def database_copied(folder: Path) -> AbstractContextManager[str]:
    """The name of a new migrated database; `folder` is for SQLite's file."""
    return new_database(folder, template=migrated())


def database_filled(
    folder: Path, label: str, fill: Callable[[], object]
) -> AbstractContextManager[str]:
    """The name of a new database with what `fill` writes, which is done once for each label."""
    return new_database(folder, template=_filled(label, fill))


def site_copied(folder: Path, profile: str, *, demo: bool = False) -> AbstractContextManager[str]:
    """The name of a new database with a municipality's site, as a person loads it."""
    return new_database(folder, template=_site_with_demo(profile) if demo else _site(profile))


@contextmanager
def site_used(folder: Path, profile: str, *, demo: bool = False) -> Iterator[None]:
    """Such a database, and use it."""
    with site_copied(folder, profile, demo=demo) as name, database_used(name):
        yield


def _filled(label: str, fill: Callable[[], object], *, upon: Callable[[], str] = migrated) -> str:
    return kept(label, everything_that_loads(), fill, upon=upon)


def _site(profile: str) -> str:
    return _filled(f"site_{profile}", partial(_command, "load_profile", profile))


def _site_with_demo(profile: str) -> str:
    load = partial(_command, "load_demo")
    return _filled(f"demo_{profile}", load, upon=partial(_site, profile))


def _command(*words: str) -> None:
    call_command(*words, stdout=StringIO(), stderr=StringIO())
