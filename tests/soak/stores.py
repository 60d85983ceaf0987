"""The databases that the killed processes wrote into, looked at from outside of Django."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import psycopg

from tests.core.search.watching import until

# Each finds nothing in a database that is whole: halves of what is written together.
HALVES = {
    "entries and their terms": (
        "SELECT 1 WHERE (SELECT count(*) FROM core_searchentry)"
        " <> (SELECT count(*) FROM core_searchterms)"
    ),
    "entries without texts": (
        "SELECT id FROM core_searchentry WHERE id NOT IN (SELECT entry_id FROM core_searchtext)"
    ),
    "imports half noted": (
        "SELECT id FROM opportunities_importrun WHERE finished_at IS NULL OR error <> ''"
        " OR received <> created + updated + unchanged + duplicate + quarantined"
    ),
    "calls that no import has counted": (
        "SELECT 1 WHERE (SELECT count(*) FROM opportunities_call)"
        " <> (SELECT sum(created) FROM opportunities_importrun)"
    ),
}


class Store(Protocol):
    """A database."""

    @property
    def url(self) -> str:
        """As DATABASE_URL takes it."""

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What a query finds; what it changes is committed."""

    def writes(self) -> bool:
        """Whether another process is writing."""

    def damage(self) -> dict[str, Any]:
        """What is wrong with it as the database itself sees it."""


def faults(store: Store) -> dict[str, Any]:
    """Everything that is wrong: nothing, whatever was killed."""
    halves = {name: store.rows(sql) for name, sql in HALVES.items()}
    return {name: found for name, found in (store.damage() | halves).items() if found}


@dataclass(frozen=True)
class SqliteFile:
    """A file."""

    path: Path

    @property
    def url(self) -> str:
        return f"sqlite:///{self.path}"

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.path, timeout=30)) as connection, connection:
            return connection.execute(sql).fetchall()

    def writes(self) -> bool:
        """Whether somebody holds the one lock for writing."""
        with closing(sqlite3.connect(self.path, timeout=0)) as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return True
            connection.rollback()
            return False

    def damage(self) -> dict[str, Any]:
        # The full-text table is compared with its own content; a failure raises.
        full_text = "INSERT INTO core_searchterms(core_searchterms) VALUES ('integrity-check')"
        (integrity,) = self.rows("PRAGMA integrity_check")[0]
        return {
            "integrity": "" if integrity == "ok" else integrity,
            "foreign keys": self.rows("PRAGMA foreign_key_check"),
            "full text": self.rows(full_text),
            "journal": [] if self.rows("PRAGMA journal_mode") == [("wal",)] else "no WAL",
        }


@dataclass(frozen=True)
class PostgresDatabase:
    """A database on a server."""

    url: str

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url) as connection:
            cursor = connection.execute(sql)
            return cursor.fetchall() if cursor.description else []

    def writes(self) -> bool:
        """Whether another process is in a transaction that has written."""
        return bool(self.rows(f"{IN_TRANSACTION} AND backend_xid IS NOT NULL"))

    def damage(self) -> dict[str, Any]:
        """The server notices that a client is gone when it next hears of it."""
        until(lambda: not self.rows(IN_TRANSACTION))
        orphans = {}
        for child, column, parent, key in self.rows(FOREIGN_KEYS):
            left = f'FROM {child} c LEFT JOIN {parent} p ON p."{key}" = c."{column}"'
            where = f'WHERE c."{column}" IS NOT NULL AND p."{key}" IS NULL'
            orphans[f"{child}.{column}"] = self.rows(f"SELECT c.* {left} {where}")
        invalid = "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid"
        loose = "SELECT conname FROM pg_constraint WHERE NOT convalidated"
        # Without indexes: what a scan of the table itself finds, and what the index does.
        twice = [self._by_index(table) for (table,) in self.rows(TABLES)]
        return {
            **orphans,
            "indexes": self.rows(invalid),
            "constraints": self.rows(loose),
            "prepared": self.rows("SELECT gid FROM pg_prepared_xacts"),
            "tables": [found for found in twice if found],
        }

    def _by_index(self, table: str) -> str:
        counts = []
        with psycopg.connect(self.url) as connection:
            for way in ("enable_seqscan", "enable_indexscan"):
                connection.execute("SELECT set_config(%s, 'off', true)", [way])
                connection.execute("SET LOCAL enable_bitmapscan = off")
                connection.execute("SET LOCAL enable_indexonlyscan = off")
                ordered = f"SELECT count(*) FROM (SELECT * FROM {table} ORDER BY 1) t"
                counts.append(connection.execute(ordered).fetchone())
                connection.rollback()
        return "" if len(set(counts)) == 1 else f"{table}: {counts}"


IN_TRANSACTION = (
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND xact_start IS NOT NULL AND backend_type = 'client backend'"
)
FOREIGN_KEYS = """
SELECT conrelid::regclass::text, a.attname, confrelid::regclass::text, f.attname
FROM pg_constraint
JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = conkey[1]
JOIN pg_attribute f ON f.attrelid = confrelid AND f.attnum = confkey[1]
WHERE contype = 'f' AND cardinality(conkey) = 1
"""
TABLES = """
SELECT relid::regclass::text FROM pg_stat_user_tables
WHERE relname LIKE 'core_search%' OR relname LIKE 'opportunities_%'
"""
