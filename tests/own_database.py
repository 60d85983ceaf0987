"""A migrated database of a test's own, in which what is written is committed.

For tests with several threads or processes, which see of each other only what is committed.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from django.core.management import call_command
from django.db import connection, connections

from tests import migrated


@contextmanager
def database_copied(folder: Path) -> Iterator[str]:
    """The name of a new database; `folder` is for SQLite's file.

    On PostgreSQL some test of the run is marked with django_db, else there may be none to copy.
    """
    key = migrated._key()
    if connection.vendor == "sqlite":
        path = folder / f"{uuid4().hex}.sqlite3"
        kept = migrated.InFile(key)
        if not kept.exists():
            with database_used(str(folder / "first.sqlite3")):
                call_command("migrate", verbosity=0)  # which keeps it: tests.migrated
        shutil.copyfile(kept.path, path)
        yield str(path)
        return
    name = f"omvarld_own_{uuid4().hex}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{migrated.InServer(key).name}"')
    try:
        yield name
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


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
