"""The migrated test database: made once, kept, and copied into every worker's own."""

import fcntl
import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any
from unittest.mock import patch

from django.core.management.commands.migrate import Command
from django.db import connection

from tests.parts import ROOT

FOLDER = ROOT / ".pytest_cache" / "migrated"


@contextmanager
def migrated_once() -> Iterator[None]:
    """Within it the first `migrate` copies the kept database; the first worker makes it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    kept = kept_database()
    migrate = Command.handle

    def copy(command: Command, *args: Any, **options: Any) -> None:
        patched.stop()  # a test that migrates means it
        with (FOLDER / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if kept.exists():
                kept.load()
            else:
                migrate(command, *args, **options)
                kept.save()

    patched = patch.object(Command, "handle", copy)
    patched.start()
    try:
        yield
    finally:
        patched.stop()


def kept_database() -> "InFile | InServer":
    """Where the migrated database of this engine is kept."""
    return {"sqlite": InFile, "postgresql": InServer}[connection.vendor](_key())


def _key() -> str:
    """Changes with every migration, ours or an installed package's."""
    found = hashlib.sha256((ROOT / "requirements-dev.lock").read_bytes())
    for app in ("site/core", "network", "opportunities", "projects", "home"):
        for path in sorted((ROOT / app / "migrations").glob("*.py")):
            found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()[:16]


class InFile:
    """SQLite: a file, copied into memory."""

    def __init__(self, key: str) -> None:
        self.path = FOLDER / f"{key}.sqlite3"

    def exists(self) -> bool:
        return self.path.exists()

    def save(self) -> None:
        """Keep what this connection holds."""
        for old in FOLDER.glob("*.sqlite3"):
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


class InServer:
    """PostgreSQL: a database of the same server, the template of the workers' own."""

    def __init__(self, key: str) -> None:
        self.name = f"omvarld_migrated_{key}"

    def exists(self) -> bool:
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.name])
            return cursor.fetchone() is not None

    def save(self) -> None:
        """Keep what this worker's database holds; what older migrations left is dropped."""
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(r"SELECT datname FROM pg_database WHERE datname ~ '^omvarld_migrated_'")
            for (old,) in cursor.fetchall():
                cursor.execute(f'DROP DATABASE "{old}"')
            cursor.execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{_own()}"')

    def load(self) -> None:
        """Put a copy in the place of this worker's empty database."""
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{_own()}"')
            cursor.execute(f'CREATE DATABASE "{_own()}" TEMPLATE "{self.name}"')


def _own() -> str:
    return connection.settings_dict["NAME"]
