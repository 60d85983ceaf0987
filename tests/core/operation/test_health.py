"""`/healthz` says that the site is alive, and to those who may know what is wrong with it."""

from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.contrib.auth.models import Permission
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from pytest_django.plugin import DjangoDbBlocker

from core.models import ContentVersion, SearchEntry, SearchNote, User
from core.operation import health
from core.operation.breaker import Breaker
from core.registry import Registry
from core.search.breaker import searching, writing
from tests.database_engines import locked
from tests.factories.core import UserFactory
from tests.own_database import database_copied, database_used

pytestmark = pytest.mark.django_db
FOR_EVER = 600  # seconds


@pytest.fixture
def token(settings: Settings) -> dict[str, str]:
    settings.HEALTH_TOKEN = "t0ken"
    return {"authorization": "Bearer t0ken"}


def test_all_is_well(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == HTTPStatus.OK
    assert answer.json() == {"status": "ok"}
    assert "no-store" in answer["Cache-Control"]


def test_to_be_alive_takes_no_database(
    client: Client, token: dict[str, str], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    MigrationRecorder(connection).record_unapplied("core", "0002_records")
    with django_assert_num_queries(0):
        assert client.get("/healthz").json() == {"status": "ok"}
        assert client.get("/healthz?full=0&token=wrong").json() == {"status": "ok"}


def reader(name: str) -> User | None:
    if name == "stranger":
        return None
    person = UserFactory.create()
    if name == "with access to the admin":
        permission = Permission.objects.get(codename="access_admin")
        person.user_permissions.add(permission)
    return person


@pytest.mark.parametrize(
    ("who", "query", "status"),
    [
        ("stranger", "full=1", 403),
        ("stranger", "full=1&token=wrong", 403),
        ("stranger", "full=1&token=", 403),
        ("stranger", "full=1&token=t0ken", 200),
        ("member of staff", "full=1", 403),
        ("with access to the admin", "full=1", 200),
    ],
)
def test_who_is_told_everything(
    client: Client, token: dict[str, str], who: str, query: str, status: int
) -> None:
    if person := reader(who):
        client.force_login(person)
    answer = client.get(f"/healthz?{query}")
    assert answer.status_code == status
    assert ("checks" in answer.json()) == (status == 200)
    assert "no-store" in answer["Cache-Control"]


def test_the_token_shows_each_check(client: Client, token: dict[str, str]) -> None:
    checks = client.get("/healthz", headers=token).json()["checks"]
    seen = {"database", "migrations", "search", "cache", "media", "disk", "import"}
    assert {*seen, "mail", "worker", "tick"} <= set(checks)
    assert checks.pop("tick") == "it has never run: see to cron or the timer"
    assert set(checks.values()) == {"ok"}
    assert "checks" in client.get("/healthz?token=t0ken").json()


@pytest.mark.parametrize("given", ["", "wrong", "Bearer ", "Bearer wrong", "Bearer t0ken2"])
def test_without_the_token_there_are_no_details(
    client: Client, token: dict[str, str], given: str
) -> None:
    assert client.get("/healthz", headers={"authorization": given}).json() == {"status": "ok"}


def test_no_token_set_is_not_an_empty_token(client: Client, settings: Settings) -> None:
    settings.HEALTH_TOKEN = ""
    assert client.get("/healthz?token=", headers={"authorization": "Bearer"}).json() == {
        "status": "ok"
    }


def test_a_migration_that_is_missing_is_named(client: Client, token: dict[str, str]) -> None:
    MigrationRecorder(connection).record_unapplied("core", "0002_records")
    answer = client.get("/healthz?full=1", headers=token)
    assert answer.json()["status"] == "unwell"
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer.json()["checks"]["migrations"] == "Unwell: not migrated: core.0002_records"
    assert answer.json()["checks"]["database"] == "ok"


def test_an_index_that_cannot_be_read_is_said(
    client: Client, token: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable() -> bool:
        raise DatabaseError("malformed")

    monkeypatch.setattr(SearchEntry.objects, "exists", unreadable)
    answer = client.get("/healthz", headers=token)
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer.json()["checks"]["search"] == "DatabaseError: malformed"


@pytest.mark.parametrize(
    ("failed", "said"),
    [
        (searching, "away, the database answers; 1 changes wait"),
        (writing, "takes no changes; 1 changes wait"),
    ],
)
def test_the_site_is_well_without_its_search_cluster_and_says_so(
    client: Client, token: dict[str, str], settings: Settings, failed: Breaker, said: str
) -> None:
    SearchNote.objects.create(kind="call", object_id=1, version=2)
    settings.SEARCH_URL = "opensearch://127.0.0.1:1/away"
    assert client.get("/healthz", headers=token).json()["checks"]["search_cluster"] == "ok"
    failed.open()
    answer = client.get("/healthz", headers=token)
    assert answer.status_code == HTTPStatus.OK
    assert answer.json()["status"] == "ok"
    assert answer.json()["checks"]["search_cluster"] == said
    assert answer.json()["checks"]["search"] == said
    assert client.get("/healthz").json() == {"status": "ok"}
    settings.SEARCH_URL = ""
    assert client.get("/healthz", headers=token).json()["checks"]["search_cluster"] == "ok"


def fails() -> str:
    raise ZeroDivisionError


def test_another_apps_check_counts(
    client: Client, token: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    registry: Registry[Callable[[], str | None]] = Registry("health check")
    monkeypatch.setattr(health, "checks", registry)
    registry.register("broken", fails)
    assert client.get("/healthz", headers=token).status_code == HTTPStatus.SERVICE_UNAVAILABLE


def test_a_database_that_takes_no_write_is_said_and_not_waited_for(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if connection.vendor == "sqlite":
        monkeypatch.setitem(configured.DATABASES["default"]["OPTIONS"], "timeout", FOR_EVER)
    with django_db_blocker.unblock(), database_copied(tmp_path) as name, database_used(name):
        assert health.database() is None
        assert not ContentVersion.objects.filter(word="health").exists()
        with locked("core_contentversion"):
            well, answers = health.examine()
        assert well  # pages are read
        assert "nobody can save" in answers.pop("database")
        answers.pop("tick")  # it has never run
        assert set(answers.values()) == {"ok"}
        assert health.database() is None
