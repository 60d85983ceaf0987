"""DATABASE_URL: what we rely on is set, what the address says wins, and nonsense is refused."""

from collections.abc import Callable
from typing import Any

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from config.databases import database

LITE = "sqlite:////srv/omvarld.sqlite3"


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], dict[str, Any]]:
    def read(url: str) -> Any:
        monkeypatch.setenv("DATABASE_URL", url)
        return database(environ.Env(), LITE)

    return read


def test_none_is_sqlite(configured: Callable[[str], dict[str, Any]]) -> None:
    found = configured("")
    assert found["ENGINE"] == "django.db.backends.sqlite3"
    assert found["NAME"] == "/srv/omvarld.sqlite3"
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_postgresql_keeps_its_connections_and_looks_whether_they_live(
    configured: Callable[[str], dict[str, Any]], scheme: str
) -> None:
    found = configured(f"{scheme}://me:p%40ss%2F@db.example.org:6432/omvarld")
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["USER"], found["PASSWORD"], found["NAME"]) == ("me", "p@ss/", "omvarld")
    assert (found["HOST"], found["PORT"]) == ("db.example.org", 6432)
    assert found["CONN_MAX_AGE"] > 0
    assert found["CONN_HEALTH_CHECKS"] is True


@pytest.mark.parametrize(
    ("host", "mode"),
    [
        ("", "disable"),
        ("localhost", "disable"),
        ("127.0.0.1:5433", "disable"),
        ("[::1]", "disable"),
        ("10.0.0.7", "require"),
        ("db", "require"),
        ("one.example.org,two.example.org", "require"),
    ],
)
def test_nothing_leaves_this_machine_in_plain_text(
    configured: Callable[[str], dict[str, Any]], host: str, mode: str
) -> None:
    assert configured(f"postgres://me@{host}/omvarld")["OPTIONS"]["sslmode"] == mode


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a setting of PostgreSQL's")
@pytest.mark.django_db
def test_a_query_of_milliseconds_is_neither_compiled_nor_shared_out() -> None:
    with connection.cursor() as cursor:
        for setting, value in (("jit", "off"), ("max_parallel_workers_per_gather", "0")):
            cursor.execute(f"SHOW {setting}")
            assert cursor.fetchone() == (value,), setting


def test_a_socket_is_this_machine(configured: Callable[[str], dict[str, Any]]) -> None:
    found = configured("postgres:////run/postgresql/omvarld")
    assert (found["HOST"], found["NAME"]) == ("/run/postgresql", "omvarld")
    assert found["OPTIONS"]["sslmode"] == "disable"


def test_the_address_wins(configured: Callable[[str], dict[str, Any]]) -> None:
    found = configured(
        "postgres://me@db/omvarld?sslmode=verify-full&sslrootcert=/etc/ca.pem"
        "&connect_timeout=9&CONN_MAX_AGE=0&DISABLE_SERVER_SIDE_CURSORS=true"
    )
    assert found["OPTIONS"]["sslmode"] == "verify-full"
    assert found["OPTIONS"]["sslrootcert"] == "/etc/ca.pem"
    assert found["OPTIONS"]["connect_timeout"] == 9
    assert found["CONN_MAX_AGE"] == 0
    assert found["DISABLE_SERVER_SIDE_CURSORS"]
    assert configured(f"{LITE}?timeout=5")["OPTIONS"]["timeout"] == 5


@pytest.mark.filterwarnings("ignore:Engine not recognized")
@pytest.mark.parametrize(
    "url",
    ["mysql://me@db/omvarld", "nonsense", "postgres://me@db:port/omvarld", "postgres://me@db"],
)
def test_what_is_no_address_of_ours_is_refused_with_a_sentence(
    configured: Callable[[str], dict[str, Any]], url: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"write sqlite:///.* or postgres://user:"):
        configured(url)


@pytest.mark.django_db
def test_the_database_keeps_time_in_utc_and_sees_what_others_have_committed() -> None:
    if connection.vendor == "sqlite":
        assert connection.timezone_name == "UTC"
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('TimeZone')")
        assert cursor.fetchone() == ("UTC",)
        cursor.execute("SELECT current_setting('transaction_isolation')")
        assert cursor.fetchone() == ("read committed",)
        cursor.execute("SELECT current_setting('application_name')")
        assert cursor.fetchone() == ("omvarld",)
