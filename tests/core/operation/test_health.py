"""`/healthz` says whether the site is well, and what is wrong only to those with the token."""

from collections.abc import Callable
from http import HTTPStatus

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import Settings

from core.models import SearchEntry, SearchNote
from core.operation import health
from core.operation.breaker import Breaker
from core.registry import Registry
from core.search.breaker import searching, writing

pytestmark = pytest.mark.django_db


@pytest.fixture
def token(settings: Settings) -> dict[str, str]:
    settings.HEALTH_TOKEN = "t0ken"
    return {"authorization": "Bearer t0ken"}


def test_all_is_well(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == HTTPStatus.OK
    assert answer.json() == {"status": "ok"}
    assert "no-store" in answer["Cache-Control"]


def test_the_token_shows_each_check(client: Client, token: dict[str, str]) -> None:
    checks = client.get("/healthz", headers=token).json()["checks"]
    seen = {"database", "migrations", "search", "cache", "media", "disk", "mail", "worker", "tick"}
    assert seen <= set(checks)
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
    assert client.get("/healthz").json() == {"status": "unwell"}
    answer = client.get("/healthz", headers=token)
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
    assert client.get("/healthz").json() == {"status": "ok"}
    settings.SEARCH_URL = ""
    assert client.get("/healthz", headers=token).json()["checks"]["search_cluster"] == "ok"


def fails() -> str:
    raise ZeroDivisionError


def test_another_apps_check_counts(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    registry: Registry[Callable[[], str | None]] = Registry("health check")
    monkeypatch.setattr(health, "checks", registry)
    registry.register("broken", fails)
    assert client.get("/healthz").status_code == HTTPStatus.SERVICE_UNAVAILABLE
