"""`/metrics` tells Prometheus, and nobody else, what was asked for and what waits."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import Settings

from core.models import JobRun, SearchNote
from core.operation.watching.metrics import Queue, queues

pytestmark = pytest.mark.django_db
OF_PROMETHEUS = {"authorization": "Bearer m3trics"}


def read(client: Client) -> dict[tuple[str, ...], float]:
    """Each figure by its name and labels."""
    text = client.get("/metrics", headers=OF_PROMETHEUS).content.decode()
    samples = [s for family in text_string_to_metric_families(text) for s in family.samples]
    return {(each.name, *sorted(each.labels.values())): each.value for each in samples}


@pytest.mark.parametrize(
    ("token", "sent", "status"),
    [
        ("", "", 404),
        ("", "Bearer ", 404),
        ("m3trics", "", 401),
        ("m3trics", "Bearer wrong", 401),
        ("m3trics", "Basic m3trics", 401),
        ("m3trics", "Bearer m3trics", 200),
    ],
)
def test_who_may_read_it(
    client: Client, settings: Settings, token: str, sent: str, status: int
) -> None:
    settings.METRICS_TOKEN = token
    answer = client.get("/metrics?token=m3trics", headers={"authorization": sent})
    assert answer.status_code == status
    assert (b"omvarld" in answer.content) == (status == 200)


def test_requests_are_counted_by_view_and_class_of_status(
    client: Client, settings: Settings
) -> None:
    settings.METRICS_TOKEN = "m3trics"
    before = read(client)
    for path in ("/healthz", "/healthz", "/healthz?full=1", "/wp-login.php"):
        client.get(path)
    after = read(client)
    labels = {
        ("2xx", "healthz"): 2,
        ("4xx", "healthz"): 1,
        ("4xx", "none"): 1,
        ("2xx", "metrics"): 1,
    }
    figures: dict[tuple[str, ...], int] = {
        ("omvarld_requests_total", *label): number for label, number in labels.items()
    }
    figures["omvarld_request_seconds_count", "healthz"] = 3
    for figure, number in figures.items():
        assert after[figure] - before.get(figure, 0) == number


def test_nothing_is_counted_where_nobody_reads_it(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = "m3trics"
    before = read(client)
    settings.METRICS_TOKEN = ""
    client.get("/healthz")
    settings.METRICS_TOKEN = "m3trics"
    key = ("omvarld_requests_total", "2xx", "healthz")
    assert read(client).get(key) == before.get(key)


def test_what_waits_is_read_from_the_database(
    client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.METRICS_TOKEN = "m3trics"
    monkeypatch.setitem(
        queues._parts, "trial", Queue(lambda _at: JobRun.objects.all(), "started_at")
    )
    figures = read(client)
    assert figures[("omvarld_queue_length", "search")] == 0
    assert figures[("omvarld_queue_oldest_seconds", "trial")] == 0
    assert ("omvarld_last_tick_timestamp_seconds",) not in figures
    SearchNote.objects.create(kind="call", object_id=1, version=2)
    at = datetime(2026, 11, 3, 4, 5, tzinfo=UTC)
    JobRun.objects.create(name="trial", started_at=at)
    figures = read(client)
    assert figures[("omvarld_queue_length", "search")] == 1
    assert figures[("omvarld_queue_length", "trial")] == 1
    waited = (timezone.now() - at).total_seconds()
    assert abs(figures[("omvarld_queue_oldest_seconds", "trial")] - waited) < 600
    assert figures[("omvarld_last_tick_timestamp_seconds",)] == at.timestamp()
