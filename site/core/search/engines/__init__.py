"""The engines behind the one search, and which of them there are."""

from django.conf import settings
from django.db import connection

from core.search.engines.base import (
    Asked,
    Cluster,
    Database,
    Engine,
    EngineAnswer,
    EngineError,
    Hit,
    IndexEntry,
    OpenEntry,
    QueryRefused,
    Removal,
    Terms,
)
from core.search.engines.postgresql import PostgresEngine
from core.search.engines.sqlite import SqliteEngine

__all__ = [
    "Asked",
    "Cluster",
    "Database",
    "Engine",
    "EngineAnswer",
    "EngineError",
    "Hit",
    "IndexEntry",
    "OpenEntry",
    "QueryRefused",
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
    """The engine on servers of its own, where SEARCH_URL names any; one for each search.

    Raises ImproperlyConfigured where SEARCH_URL is not understood.
    """
    if not settings.SEARCH_URL:
        return None
    # Loading the clients takes half a second, and most sites have no such servers.
    from core.search.engines.elastic.address import parse
    from core.search.engines.elastic.engine import ElasticEngine

    return ElasticEngine(parse(settings.SEARCH_URL))
