"""Databases that take long to make: made once, kept, and copied for whoever needs one."""

import fcntl
import gc
import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import uuid4

from django.core.management.commands.migrate import Command
from django.db import connection

from config.apps import APPS
from tests.factories.core import site_tree
from tests.parts import ROOT

FOLDER = ROOT / ".pytest_cache" / "databases"


@contextmanager
def migrated_once() -> Iterator[None]:
    """Within it the first `migrate` copies a kept database; the first worker makes it.

    It has start pages in both languages: nearly every test needs them. When it is dropped, a
    thread that a test has left behind, as slow searches do, may still be connected.
    """
    migrate = Command.handle

    def copy(command: Command, *args: Any, **options: Any) -> None:
        def migrated_here() -> None:
            with without_collecting():
                migrate(command, *args, **options)

        def fill() -> None:
            make_once(migrated(), migrated_here) or migrated().load()
            site_tree()

        patched.stop()  # a test that migrates means it
        make_once(started(), fill) or started().load()

    patched = patch.object(Command, "handle", copy)
    patched.start()
    server = connection.vendor == "postgresql"
    dropping = patch.object(connection.creation, "_destroy_test_db", _drop)
    try:
        with dropping if server else nullcontext():
            yield
    finally:
        patched.stop()


@contextmanager
def without_collecting() -> Iterator[None]:
    """For migrations: to look for garbage among all the models they make takes a third of it."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def migrated() -> "InFile | InServer":
    """The migrated database; another with every migration, ours or an installed package's."""
    folders = [folder for app in APPS for folder in (ROOT / app, ROOT / "site" / app)]
    migrations = [path for folder in folders for path in (folder / "migrations").glob("*.py")]
    return kept_database("migrated", digest([ROOT / "requirements-dev.lock", *migrations]))


def started() -> "InFile | InServer":
    """The same with start pages."""
    return kept_database("started", everything_that_loads())


def kept_database(label: str, key: str) -> "InFile | InServer":
    """Where the database of that label is kept with this engine, if it is; `key` is its version."""
    return {"sqlite": InFile, "postgresql": InServer}[connection.vendor](label, key)


def digest(paths: list[Path], *more: str) -> str:
    """Sixteen hexadecimal digits that change with the files, and with the words after them."""
    found = hashlib.sha256(" ".join(more).encode())
    for path in sorted(paths):
        found.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return found.hexdigest()[:16]


def everything_that_loads() -> str:
    """A key that changes with the project's own files, and with the day that dates count from."""
    folders = ("site", *APPS, "tests/factories")
    found = [path for app in folders for path in (ROOT / app).rglob("*")]
    files = [path for path in found if path.is_file() and "__pycache__" not in path.parts]
    return digest([ROOT / "requirements-dev.lock", *files], date.today().isoformat())


def make_once(kept: "InFile | InServer", make: Callable[[], object]) -> bool:
    """Whether it was made now: `make` fills the database in use, which is then kept."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{kept.label}-{connection.vendor}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if kept.exists():
            return False
        make()
        kept.save()
        return True


class InFile:
    """SQLite: a file."""

    def __init__(self, label: str, key: str) -> None:
        self.label = label
        self.path = FOLDER / f"{label}-{key}.sqlite3"

    def exists(self) -> bool:
        return self.path.exists()

    def save(self) -> None:
        """Keep what this connection holds, and nothing older."""
        for old in FOLDER.glob(f"{self.label}-*.sqlite3"):
            old.unlink()
        unfinished = self.path.with_suffix(".new")
        with closing(sqlite3.connect(unfinished)) as target:
            connection.connection.backup(target)
        unfinished.rename(self.path)

    def load(self) -> None:
        """Fill this connection's empty database."""
        with closing(sqlite3.connect(self.path)) as source:
            connection.ensure_connection()
            source.backup(connection.connection)

    @contextmanager
    def copied(self, folder: Path) -> Iterator[str]:
        """The name of a new database like it, in that folder."""
        path = folder / f"{uuid4().hex}.sqlite3"
        shutil.copyfile(self.path, path)
        yield str(path)
        path.unlink()


class InServer:
    """PostgreSQL: a database of the same server, the template of others."""

    def __init__(self, label: str, key: str) -> None:
        self.label = label
        self.name = f"omvarld_{label}_{key}"

    def exists(self) -> bool:
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.name])
            return cursor.fetchone() is not None

    def save(self) -> None:
        """Keep what the database in use holds, and nothing older."""
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)",
                [f"omvarld_{self.label}_"],
            )
            for (old,) in cursor.fetchall():
                cursor.execute(f'DROP DATABASE "{old}"')
            cursor.execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{_in_use()}"')

    def load(self) -> None:
        """Put a copy in the place of the empty database in use."""
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{_in_use()}"')
            cursor.execute(f'CREATE DATABASE "{_in_use()}" TEMPLATE "{self.name}"')

    @contextmanager
    def copied(self, folder: Path) -> Iterator[str]:
        """The name of a new database like it; the folder is for SQLite's."""
        name = f"omvarld_own_{uuid4().hex}"
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{self.name}"')
        try:
            yield name
        finally:
            _drop(name)


def _drop(name: str, verbosity: int = 0) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _in_use() -> str:
    return connection.settings_dict["NAME"]
