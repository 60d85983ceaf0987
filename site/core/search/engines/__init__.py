"""The engines behind the one search, and which of them there are."""

from django.db import connection

from core.search.engines.base import (
    Answer,
    Asked,
    Cluster,
    Database,
    Engine,
    EngineError,
    Entry,
    Hit,
    Removal,
    Terms,
)
from core.search.engines.postgresql import PostgresEngine
from core.search.engines.sqlite import SqliteEngine

__all__ = [
    "Answer",
    "Asked",
    "Cluster",
    "Database",
    "Engine",
    "EngineError",
    "Entry",
    "Hit",
    "Removal",
    "Terms",
    "cluster",
    "database",
]

_DATABASES: dict[str, type[SqliteEngine | PostgresEngine]] = {
    "sqlite": SqliteEngine,
    "postgresql": PostgresEngine,
}


def database() -> Database:
    """The engine in the database; it is always kept, and answers where no cluster does."""
    return _DATABASES[connection.vendor]()


def cluster() -> Cluster | None:
    """The engine on servers of its own, where SEARCH_URL names any."""
    return None
