"""The database, from DATABASE_URL: SQLite, for which nothing is installed, or PostgreSQL."""

from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

SQLITE = {
    # Without the first two, concurrent writes fail with "database is locked".
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
        "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"
    ),
}
HERE = ("", "localhost", "127.0.0.1", "::1")
KEPT = 600  # seconds that a worker keeps its connection
PATIENCE = 5  # seconds to wait for an answer when connecting
# A site's queries take milliseconds. To compile one, or to start processes that share it, takes
# longer, and the other processors are for other people's requests.
ALONE = "-c max_parallel_workers_per_gather=0 -c jit=off"


def database(env: environ.Env, default: str) -> dict[str, Any]:
    """Django's settings of the database; what comes after the `?` of the address wins.

    Raises ImproperlyConfigured with a sentence where the address is of neither.
    """
    url = env("DATABASE_URL", default="") or default
    try:
        config: dict[str, Any] = env.db_url_config(url)
    except ValueError:
        config = {}
    engine = config.get("ENGINE", "").rpartition(".")[2]
    if engine == "sqlite3":
        return {"CONN_MAX_AGE": None, **config, "OPTIONS": SQLITE | config.get("OPTIONS", {})}
    if engine == "postgresql" and config["NAME"]:
        options = _postgresql(config["HOST"]) | config.get("OPTIONS", {})
        kept = {"CONN_MAX_AGE": KEPT, "CONN_HEALTH_CHECKS": True}
        return {**kept, **config, "OPTIONS": options}
    raise ImproperlyConfigured(
        "DATABASE_URL is not understood: write sqlite:////path/omvarld.sqlite3 or "
        "postgres://user:password@host:5432/omvarld (signs like @ and / in the password as %40, "
        "%2F)."
    )


def _postgresql(host: str) -> dict[str, Any]:
    """What we rely on, whatever the server's own defaults are."""
    # Only where PostgreSQL is used, whose library takes a while to load.
    from psycopg import IsolationLevel

    # libpq's own default, "prefer", falls back to plain text without saying so.
    here = host in HERE or host.startswith("/")
    return {
        "application_name": "omvarld",
        "connect_timeout": PATIENCE,
        "isolation_level": IsolationLevel.READ_COMMITTED,
        "options": ALONE,
        "sslmode": "disable" if here else "require",
    }
