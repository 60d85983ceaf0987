"""What SQLite lacks and PostgreSQL has, given to every connection as it is made."""

from typing import Any

from django.db.backends.signals import connection_created

from core.words.matching import LOWER_IN_SQLITE, lower
from core.words.sorting import SWEDISH, compare


def add_functions(connection: Any, **signal: Any) -> None:
    """The Swedish order, and the small letters beyond z."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(SWEDISH, compare)
        connection.connection.create_function(LOWER_IN_SQLITE, 1, lower, deterministic=True)


def connect_signals() -> None:
    """Of connections that are made."""
    connection_created.connect(add_functions, dispatch_uid="core.words.sqlite")
