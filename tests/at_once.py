"""Threads that do something at the same time, and one that stops where it is told to."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.db import connection, connections

PATIENCE = 60  # seconds; a test that needs them has failed


class Threads:
    """Jobs that begin together, or one after the other; what one raises, the test raises."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self.pool = pool

    def start(self, job: Callable[[], Any], *, begin: threading.Barrier | None = None) -> Future:
        def run() -> Any:
            try:
                if begin:
                    begin.wait(PATIENCE)
                return job()
            finally:
                connections.close_all()

        return self.pool.submit(run)

    def together(self, *jobs: Callable[[], Any]) -> list[Any]:
        begin = threading.Barrier(len(jobs))
        started = [self.start(job, begin=begin) for job in jobs]
        return [future.result(PATIENCE) for future in started]


@contextmanager
def held_at(name: str) -> Iterator[tuple[threading.Event, threading.Event]]:
    """The first to call `name` says so by the first event and waits there for the second."""
    reached, go_on = threading.Event(), threading.Event()
    module, _dot, attribute = name.rpartition(".")
    real = getattr(__import__(module, fromlist=[attribute]), attribute)

    def held(*args: Any, **kwargs: Any) -> Any:
        if not reached.is_set():
            reached.set()
            assert go_on.wait(PATIENCE)
        return real(*args, **kwargs)

    with patch(name, held):
        try:
            yield reached, go_on
        finally:
            go_on.set()


def ready_or_waiting(future: Future) -> None:
    """Go on when the job is done or waits for a lock. SQLite does not tell who waits for it."""
    asking = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' LIMIT 1"
    pause = threading.Event()
    while connection.vendor == "postgresql" and not future.done():
        with connection.cursor() as cursor:
            cursor.execute(asking)
            if cursor.fetchone():
                return
        pause.wait(0.02)
