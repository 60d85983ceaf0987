"""What SQLite lacks and PostgreSQL has, given to every connection as it is made."""

from typing import Any

from django.db.backends.signals import connection_created

from core.words.matching import FOLD_IN_SQLITE, fold
from core.words.sorting import SWEDISH, compare


def equip(connection: Any, **signal: Any) -> None:
    """The Swedish order, and capitals beyond Z."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(SWEDISH, compare)
        connection.connection.create_function(FOLD_IN_SQLITE, 1, fold, deterministic=True)


def connect() -> None:
    """Called once, when the apps are ready."""
    connection_created.connect(equip, dispatch_uid="core.words.sqlite")
