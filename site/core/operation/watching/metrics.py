"""Figures for Prometheus: what the workers count, and what waits in the database.

The workers share their counts through files in PROMETHEUS_MULTIPROC_DIR, which gunicorn.conf.py
sets before this is imported; a process without it counts for itself.
"""

import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DatabaseError
from django.db.models import Aggregate, Count, Max, Min, QuerySet
from django.utils import timezone
from prometheus_client import (
    CONTENT_TYPE_PLAIN_0_0_4,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from core.models import JobRun
from core.registry import Registry

log = logging.getLogger(__name__)

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)  # seconds

counted = CollectorRegistry()
requests = Counter(
    "omvarld_requests",
    "Requests answered, by view and class of status.",
    ("view", "status"),
    registry=counted,
)
durations = Histogram(
    "omvarld_request_seconds",
    "Seconds until the answer was ready, by view.",
    ("view",),
    buckets=BUCKETS,
    registry=counted,
)


@dataclass(frozen=True)
class Queue:
    """Rows that wait, as of a time; `since` is the field that says since when, if one does."""

    rows: Callable[[datetime], QuerySet[Any]]
    since: str = ""


queues: Registry[Queue] = Registry("queue")


def count(*, view: str, status: int, seconds: float) -> None:
    """Note a request that was answered."""
    requests.labels(view, f"{status // 100}xx").inc()
    durations.labels(view).observe(seconds)


def exposition() -> bytes:
    """Everything in the text format of Prometheus."""
    workers = counted
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        workers = CollectorRegistry()
        MultiProcessCollector(workers)
    database = CollectorRegistry()
    database.register(InDatabase(timezone.now()))
    return generate_latest(workers) + generate_latest(database)


class InDatabase(Collector):
    """What is read anew each time; nothing while the database is away."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def describe(self) -> list[GaugeMetricFamily]:
        return []  # else registering it would read the database

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            yield from (*self._waiting(), self._last_tick())
        except DatabaseError:
            log.warning("the database cannot be read for its figures", exc_info=True)

    def _waiting(self) -> tuple[GaugeMetricFamily, GaugeMetricFamily]:
        length = GaugeMetricFamily("omvarld_queue_length", "What waits.", labels=["queue"])
        age = GaugeMetricFamily(
            "omvarld_queue_oldest_seconds", "Since when the oldest waits.", labels=["queue"]
        )
        for name, queue in queues:
            asked: dict[str, Aggregate] = {"length": Count("pk")}
            if queue.since:
                asked["oldest"] = Min(queue.since)
            found = queue.rows(self.at).aggregate(**asked)
            length.add_metric([name], found["length"])
            if queue.since:
                waits = (self.at - found["oldest"]).total_seconds() if found["oldest"] else 0
                age.add_metric([name], max(waits, 0))
        return length, age

    def _last_tick(self) -> GaugeMetricFamily:
        runs = JobRun.objects.filter(started_at__lte=self.at).aggregate(last=Max("started_at"))
        last = GaugeMetricFamily(
            "omvarld_last_tick_timestamp_seconds", "When a job was last started by the clock."
        )
        if runs["last"]:
            last.add_metric([], runs["last"].timestamp())
        return last
