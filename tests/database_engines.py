"""Make, copy, use and drop a database, with SQLite or PostgreSQL.

A database is known by its name as Django's settings have it: with SQLite that is a file's path.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from django.conf import settings
from django.db import connection, connections
from psycopg import sql

from tests.parts import ROOT

# Folders of pytest's own cache are there: `pytest --cache-clear` deletes them.
FOLDER = ROOT / ".pytest_cache" / "d" / "databases"


class SQLite:
    """A database is a file."""

    def kept_name(self, label: str, key: str) -> str:
        """Where the database of that label is kept."""
        return str(FOLDER / f"{label}-{key}.sqlite3")

    def exists(self, name: str) -> bool:
        return Path(name).exists()

    def kept_names(self, label: str) -> list[str]:
        """Those of the label that are there, whatever their key."""
        return [str(path) for path in FOLDER.glob(f"{label}-*.sqlite3")]

    def new_name(self, folder: Path) -> str:
        """For a copy in that folder."""
        return str(folder / f"{uuid4().hex}.sqlite3")

    def create(self, name: str, *, template: str | None) -> None:
        """An empty one, which the first connection makes, or a copy."""
        if template:
            shutil.copyfile(template, name)

    def rename(self, name: str, new: str) -> None:
        Path(name).rename(new)

    def drop(self, name: str) -> None:
        """The file, and those that SQLite has beside it while somebody is connected."""
        for suffix in ("", "-wal", "-shm"):
            Path(name + suffix).unlink(missing_ok=True)


class PostgreSQL:
    """A database of the server that DATABASE_URL names."""

    def kept_name(self, label: str, key: str) -> str:
        """What the database of that label is called."""
        return f"omvarld_{label}_{key}"

    def exists(self, name: str) -> bool:
        return name in self._names()

    def kept_names(self, label: str) -> list[str]:
        """Those of the label that are there, whatever their key."""
        return [name for name in self._names() if re.fullmatch(f"omvarld_{label}_[0-9a-f]+", name)]

    def new_name(self, folder: Path) -> str:
        """For a copy; the folder is for SQLite's."""
        return f"omvarld_own_{uuid4().hex}"

    def create(self, name: str, *, template: str | None) -> None:
        """An empty one, or a copy."""
        self._execute("CREATE DATABASE {} TEMPLATE {}", name, template or "template1")

    def rename(self, name: str, new: str) -> None:
        self._execute("ALTER DATABASE {} RENAME TO {}", name, new)

    def drop(self, name: str) -> None:
        """Also when a thread that a test has left behind is still connected."""
        self._execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def _names(self) -> list[str]:
        return [name for (name,) in self._execute("SELECT datname FROM pg_database")]

    def _execute(self, statement: str, *names: str) -> list[tuple]:
        server = settings.DATABASES["default"]
        query = sql.SQL(statement).format(*map(sql.Identifier, names))
        with psycopg.connect(
            host=server["HOST"],
            port=server["PORT"],
            user=server["USER"],
            password=server["PASSWORD"],
            dbname="postgres",
            autocommit=True,
        ) as own:
            cursor = own.execute(query)
            return cursor.fetchall() if cursor.description else []


def engine() -> SQLite | PostgreSQL:
    """The one that the settings name."""
    return SQLite() if connection.vendor == "sqlite" else PostgreSQL()


@contextmanager
def new_database(folder: Path, *, template: str | None = None) -> Iterator[str]:
    """The name of an empty database, or of a copy of `template`; `folder` is for SQLite's file."""
    name = engine().new_name(folder)
    engine().create(name, template=template)
    try:
        yield name
    finally:
        engine().drop(name)


@contextmanager
def database_used(name: str) -> Iterator[None]:
    """New connections go there, and this thread's; other threads close theirs before it ends."""
    outside, default = connections["default"], settings.DATABASES["default"]
    before = default["NAME"]
    default["NAME"] = name
    del connections["default"]
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = outside
        default["NAME"] = before


@contextmanager
def locked(*tables: str) -> Iterator[None]:
    """Somebody else writes into these tables; with SQLite, into the database."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("BEGIN IMMEDIATE")
            else:
                cursor.execute("BEGIN")
                cursor.execute(f"LOCK TABLE {', '.join(tables)} IN EXCLUSIVE MODE")
            yield
    finally:
        other.close()
