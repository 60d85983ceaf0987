"""SQLite: rows as of one moment, and a new database that takes the place of the one in use."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection, connections

from core.operation.backup import instead, values
from core.operation.backup.values import Row

PATIENCE = 20  # seconds to wait for a writer
TURNS = 240  # as many quarters of a second for one who holds the database on and on
UNREADABLE = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
# A table that Django made: no virtual one, nor what stands behind such a one.
TABLES = """
SELECT name FROM pragma_table_list
WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name
"""


def path() -> Path:
    """The file of the database in use."""
    return Path(connections.settings["default"]["NAME"])


def _types(own: sqlite3.Connection, table: str) -> dict[str, str]:
    """Each column's name and declared type, in order."""
    rows = own.execute("SELECT name, type FROM pragma_table_info(?)", [table])
    return dict(rows.fetchall())


class Snapshot:
    """The database at one moment. With its journal a reader keeps nobody waiting."""

    def __init__(self, own: sqlite3.Connection) -> None:
        self.own = own

    def tables(self) -> list[str]:
        return [name for (name,) in self.own.execute(TABLES)]

    def columns(self, table: str) -> list[str]:
        return list(_types(self.own, table))

    def rows(self, table: str) -> Iterator[Row]:
        types = list(_types(self.own, table).values())
        for row in self.own.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - it is there
            yield [values.written(*pair) for pair in zip(row, types, strict=True)]

    def sequences(self) -> dict[str, int]:
        return dict(self.own.execute("SELECT name, seq FROM sqlite_sequence").fetchall())


@contextmanager
def snapshot() -> Iterator[Snapshot]:
    """Nothing that is written from now on is in it."""
    address = f"file:{quote(str(path()))}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)) as own:
        own.execute("BEGIN")
        own.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the moment
        yield Snapshot(own)


class NewDatabase:
    """A file beside the one in use."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def used(self) -> AbstractContextManager[None]:
        """Within the block it is the site's, for this process."""
        config = {**connections.settings["default"], "NAME": str(self.file)}
        return instead.used(connections, {"default": config})

    @contextmanager
    def filling(self) -> Iterator[None]:
        """Rows may come in any order within the block; at its end each must lead to one."""
        connection.ensure_connection()
        with connection.constraint_checks_disabled():
            own = connection.connection
            own.execute("BEGIN IMMEDIATE")
            for (table,) in own.execute(TABLES).fetchall():
                if table != "django_migrations":
                    own.execute(f'DELETE FROM "{table}"')  # noqa: S608
            own.execute("DELETE FROM sqlite_sequence WHERE name <> 'django_migrations'")
            yield
            own.execute("COMMIT")
        connection.check_constraints()

    def columns(self, table: str) -> list[str]:
        """Empty where there is no such table."""
        return list(_types(connection.connection, table))

    def load(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        types = _types(connection.connection, table)
        of = [types[column] for column in columns]
        names = ", ".join(f'"{column}"' for column in columns)
        marks = ", ".join("?" for _column in columns)
        connection.connection.executemany(
            f'INSERT INTO "{table}" ({names}) VALUES ({marks})',  # noqa: S608
            ([values.read(*pair) for pair in zip(row, of, strict=True)] for row in rows),
        )

    def set_sequences(self, last: dict[str, int]) -> None:
        own = connection.connection
        for table, number in last.items():
            if table != "django_migrations" and self.columns(table):
                own.execute("DELETE FROM sqlite_sequence WHERE name = ?", [table])
                own.execute("INSERT INTO sqlite_sequence VALUES (?, ?)", [table, number])

    def take_place(self) -> None:
        """Be the database in use from now on.

        The pages are written into the file in use in one transaction: whoever has that open goes
        on and sees the new rows. A file that is no database any more is replaced.
        """
        live = path()
        if not live.exists():
            live.touch(mode=0o600)
        connection.close()
        try:
            with (
                closing(sqlite3.connect(live, timeout=PATIENCE)) as target,
                closing(sqlite3.connect(self.file)) as source,
            ):
                source.backup(target, progress=_patience())
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode not in UNREADABLE:
                raise
            for suffix in ("-wal", "-shm"):
                live.with_name(live.name + suffix).unlink(missing_ok=True)
            self.file.replace(live)


def _patience() -> Callable[[int, int, int], None]:
    turns = iter(range(TURNS))

    def count(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and next(turns, None) is None:
            raise sqlite3.OperationalError("database is locked")

    return count


@contextmanager
def new_database() -> Iterator[NewDatabase]:
    """An empty one; the folder of the database in use is made where there is none."""
    live = path()
    live.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=live.parent) as folder:
        yield NewDatabase(Path(folder, "new.sqlite3"))


def in_use() -> bool:
    """Whether there are tables, or something that cannot be read."""
    if not path().exists() or not path().stat().st_size:
        return False
    try:
        with closing(sqlite3.connect(path(), timeout=PATIENCE)) as own:
            return own.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,)
    except sqlite3.DatabaseError:
        return True


def folder() -> Path | None:
    """Where the new database takes space, too."""
    return path().parent
