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
from django.db import connections

from tests.kept_databases import everything_that_loads, kept_database, make_once, migrated

Copying = Callable[[Path], AbstractContextManager[str]]


@contextmanager
def database_copied(folder: Path) -> Iterator[str]:
    """The name of a new migrated database; `folder` is for SQLite's file."""
    with migrated().copied(folder) as name:
        yield name


@contextmanager
def database_filled(
    folder: Path, label: str, fill: Callable[[], object], *, upon: Copying = database_copied
) -> Iterator[str]:
    """The name of a new database with what `fill` writes, which is done once for each label.

    It is written into what `upon` copies.
    """
    kept = kept_database(label, everything_that_loads())
    if not kept.exists():
        with upon(folder) as name, database_used(name):
            make_once(kept, fill)
    with kept.copied(folder) as name:
        yield name


def site_copied(folder: Path, profile: str, *, demo: bool = False) -> AbstractContextManager[str]:
    """The name of a new database with a municipality's site, as a person loads it."""
    load = partial(call_command, stdout=StringIO(), stderr=StringIO())
    if not demo:
        return database_filled(folder, f"site_{profile}", partial(load, "load_profile", profile))
    upon = partial(site_copied, profile=profile)
    return database_filled(folder, f"demo_{profile}", partial(load, "load_demo"), upon=upon)


@contextmanager
def site_used(folder: Path, profile: str, *, demo: bool = False) -> Iterator[None]:
    """Such a database, and use it."""
    with site_copied(folder, profile, demo=demo) as name, database_used(name):
        yield


@contextmanager
def database_used(name: str) -> Iterator[None]:
    """New connections go there, and this thread's; other threads close theirs before it ends."""
    aside, settings = connections["default"], connections.settings["default"]
    before = settings["NAME"]
    settings["NAME"] = name
    del connections["default"]
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = aside
        settings["NAME"] = before
