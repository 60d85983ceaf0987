"""Locks: what must not be done twice at the same time, on either database."""

from django.db import DatabaseError, IntegrityError, connection, transaction

DEADLOCK, SERIALIZATION = "40P01", "40001"  # PostgreSQL's codes


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


def collided(error: DatabaseError) -> bool:
    """Whether somebody else's change was the reason, so that trying again from the start helps."""
    code = getattr(error.__cause__, "sqlstate", None)
    return isinstance(error, IntegrityError) or code in (DEADLOCK, SERIALIZATION)
