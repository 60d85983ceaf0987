"""PostgreSQL: rows as of one moment, and a new schema whose tables take the place of ours."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from core.operation.backup import instead
from core.operation.backup.values import Row

SCHEMA = "omvarld_restoring"
PATIENCE = 60  # seconds to wait for whoever reads
HERE = "to_regnamespace(quote_ident(current_schema()))"
# What belongs to an extension, or to somebody else, is not the site's.
TABLES = f"""
SELECT c.relname FROM pg_class c
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = {HERE}
  AND pg_has_role(current_user, c.relowner, 'USAGE')
  AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
ORDER BY 1
"""  # noqa: S608 - a constant
COLUMNS = f"""
SELECT a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = {HERE} AND c.relname = %s AND a.attnum > 0 AND NOT a.attisdropped
  AND a.attgenerated = ''
ORDER BY a.attnum
"""  # noqa: S608 - a constant
SEQUENCES = f"""
SELECT t.relname, s.oid, pg_sequence_last_value(s.oid::regclass) FROM pg_class s
JOIN pg_depend d ON d.objid = s.oid AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
JOIN pg_class t ON t.oid = d.refobjid WHERE s.relkind = 'S' AND t.relnamespace = {HERE}
"""  # noqa: S608 - a constant
# What a migration makes besides tables, and how it is called in ALTER and DROP.
BESIDES = {
    "FUNCTION": "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = %s::regnamespace",
    "COLLATION": "SELECT oid::regcollation::text FROM pg_collation"
    " WHERE collnamespace = %s::regnamespace",
}
NEW_TABLES = """
SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = %s::regnamespace
"""
# As text everything is written one way, whatever the server's own settings are.
ONE_WAY = (
    "SET TIME ZONE 'UTC'",
    "SET DateStyle = 'ISO'",
    "SET IntervalStyle = 'postgres'",
    "SET bytea_output = 'hex'",
    "SET extra_float_digits = 1",
)


def _all(own: BaseDatabaseWrapper, query: str, *values: Any) -> list[tuple[Any, ...]]:
    with own.cursor() as cursor:
        cursor.execute(query, values or None)
        return cursor.fetchall()


def _run(own: BaseDatabaseWrapper, statement: str, *names: str, values: Any = None) -> None:
    with own.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)), values)


class Snapshot:
    """The database at one moment."""

    def __init__(self, own: BaseDatabaseWrapper) -> None:
        self.own = own

    def tables(self) -> list[str]:
        return [name for (name,) in _all(self.own, TABLES)]

    def columns(self, table: str) -> list[str]:
        return [name for (name,) in _all(self.own, COLUMNS, table)]

    def rows(self, table: str) -> Iterator[Row]:
        query = sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))
        with self.own.cursor() as cursor, cursor.copy(query) as copy:
            for row in copy.rows():
                yield list(row)

    def sequences(self) -> dict[str, int]:
        """What was given since the moment may be in it, and is skipped then."""
        return {table: last for table, _oid, last in _all(self.own, SEQUENCES) if last}


@contextmanager
def snapshot() -> Iterator[Snapshot]:
    """Nothing that is committed from now on is in it; nobody waits for it."""
    own = connection.copy()
    own.connect()
    try:
        for setting in ONE_WAY:
            _run(own, setting)
        own.set_autocommit(False)
        _run(own, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        _all(own, "SELECT 1")  # the moment
        yield Snapshot(own)
    finally:
        own.close()


class NewDatabase:
    """A schema of its own, beside the one in use."""

    def used(self) -> AbstractContextManager[None]:
        """Within the block it is the site's, for this process."""
        config = connections.settings["default"]
        before = config["OPTIONS"].get("options", "")
        options = {**config["OPTIONS"], "options": f"{before} -c search_path={SCHEMA}"}
        return instead.used(connections, {"default": {**config, "OPTIONS": options}})

    @contextmanager
    def filling(self) -> Iterator[None]:
        """Rows may come in any order within the block; at its end each must lead to one."""
        with transaction.atomic():
            names = [name for (name,) in _all(connection, TABLES) if name != "django_migrations"]
            marks = ", ".join("{}" for _name in names)
            _run(connection, f"TRUNCATE {marks} RESTART IDENTITY", *names)
            for setting in ONE_WAY:
                _run(connection, setting.replace("SET", "SET LOCAL", 1))
            yield

    def columns(self, table: str) -> list[str]:
        """Empty where there is no such table."""
        return [name for (name,) in _all(connection, COLUMNS, table)]

    def load(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        named = sql.SQL(", ").join(map(sql.Identifier, columns))
        query = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), named)
        with connection.cursor() as cursor, cursor.copy(query) as copy:
            for row in rows:
                copy.write_row(row)

    def set_sequences(self, last: dict[str, int]) -> None:
        for table, oid, _last in _all(connection, SEQUENCES):
            if last.get(table) and table != "django_migrations":  # 0: it has had no row
                _all(connection, "SELECT setval(%s::oid::regclass, %s)", oid, last[table])

    def take_place(self) -> None:
        """Be the database in use from now on: every table at one moment, or none."""
        with transaction.atomic():
            _run(connection, f"SET LOCAL lock_timeout = '{PATIENCE}s'")
            ((here,),) = _all(connection, "SELECT current_schema()")
            if old := [name for (name,) in _all(connection, TABLES)]:
                _run(connection, f"DROP TABLE {', '.join('{}' for _name in old)}", *old)
            for kind, named in BESIDES.items():
                for (name,) in _all(connection, named, SCHEMA):
                    bare = name.removeprefix(f"{SCHEMA}.")
                    _run(connection, f"DROP {kind} IF EXISTS {{}}.{bare}", here)
                    _run(connection, f"ALTER {kind} {name} SET SCHEMA {{}}", here)
            for (name,) in _all(connection, NEW_TABLES, SCHEMA):
                _run(connection, "ALTER TABLE {}.{} SET SCHEMA {}", SCHEMA, name, here)


@contextmanager
def new_database() -> Iterator[NewDatabase]:
    """An empty one. What a restoring that was killed has left behind goes first."""
    drop = "DROP SCHEMA IF EXISTS {} CASCADE"
    _run(connection, drop, SCHEMA)
    _run(connection, "CREATE SCHEMA {}", SCHEMA)
    try:
        yield NewDatabase()
    finally:
        _run(connection, drop, SCHEMA)


def in_use() -> bool:
    """Whether there are tables."""
    return bool(_all(connection, TABLES))


def folder() -> None:
    """Where the new database takes space is the server's."""
