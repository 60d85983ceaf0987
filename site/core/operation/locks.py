"""Locks: what must not be done twice at the same time, on either database."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import (
    DatabaseError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    connection,
    transaction,
)

PATIENCE = 0.1  # seconds for a write that nobody would miss
# PostgreSQL's codes. Away: no connection, read-only, changed by another, no room, locked, stopping.
DEADLOCK, SERIALIZATION = "40P01", "40001"
AWAY = ("08", "25006", "40", "53", "55P03", "57P", "58")
# SQLite's; what is wrong with a statement is an OperationalError of it as well.
NOT_NOW = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
}


def one_at_a_time(what: str) -> None:
    """Wait until nobody else does `what`, and lock it until the transaction ends.

    SQLite's transactions are one at a time as they are (IMMEDIATE). Raises
    TransactionManagementError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(f"A lock to {what} needs a transaction.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [what])


@contextmanager
def hardly_waiting() -> Iterator[None]:
    """For writes that nobody would miss, in a request that only reads: better none than a wait.

    SQLite is written by one at a time, and who has to wait for longer than PATIENCE gets an
    OperationalError at once instead of after `timeout`. PostgreSQL locks rows, and nobody holds
    those that such a write is about.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with waiting_at_most(PATIENCE):
        yield


@contextmanager
def waiting_at_most(seconds: float) -> Iterator[None]:
    """Who has to wait longer for somebody else's write gets an OperationalError instead."""
    milliseconds = int(seconds * 1000)
    if connection.vendor == "sqlite":
        usual = connection.settings_dict["OPTIONS"].get("timeout", 5)
        _set(f"PRAGMA busy_timeout = {milliseconds}")
        restore = f"PRAGMA busy_timeout = {int(usual * 1000)}"
    else:
        _set(f"SET lock_timeout = {milliseconds}")
        restore = "RESET lock_timeout"
    try:
        yield
    finally:
        _set(restore)


def _set(statement: str) -> None:
    """Said to the driver: it is a setting of the connection, and no query."""
    connection.ensure_connection()
    connection.connection.execute(statement)


def collided(error: DatabaseError) -> bool:
    """Whether somebody else's change was the reason, so that trying again from the start helps."""
    code = getattr(error.__cause__, "sqlstate", None)
    return isinstance(error, IntegrityError) or code in (DEADLOCK, SERIALIZATION)


def not_now(error: BaseException | None) -> bool:
    """Whether the database is the reason, and may do it later: locked, full, read-only or away."""
    cause = getattr(error, "__cause__", None)
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF in NOT_NOW
    if code := getattr(cause, "sqlstate", None):
        return code.startswith(AWAY)
    return isinstance(error, (OperationalError, InterfaceError))
