"""So many searches a second, from threads, through the site's own search function."""

import threading
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import connections
from django.test import override_settings

from core.search.find import search
from core.search.query import Query, Sort, Window
from tests.core.search.watching import until

THREADS = 8
SLOW = 2.5  # seconds in which a search is answered, whatever the cluster does
QUERIES = (
    Query(),
    Query(text="energy"),
    Query(text="climate adaptation cities"),
    Query(text="vatten", sort=Sort.NEWEST),
    Query(text="energy", windows=[Window.OPEN]),
    Query(windows=[Window.OPEN, Window.FORTHCOMING], sort=Sort.DEADLINE, page=2),
    Query(text="research", facets={"type": ["call"]}, sort=Sort.BUDGET),
)


def found(query: Query, at: datetime) -> tuple[str, Any]:
    """The engine that answered, and what a page of hits says: hits, their number, the facets."""
    results = search(query, user=AnonymousUser(), at=at)
    hits = [(result.kind, result.record.pk) for result in results.results]
    return results.engine, (results.count, hits, results.facets)


class Steady(AbstractContextManager["Steady"]):
    """While it is entered, `per_second` searches begin each second; `wrong` has what went wrong.

    What is right is known from the database before it begins, so that nothing may change that the
    queries find.
    """

    def __init__(
        self, at: datetime, *, per_second: int = 20, queries: Sequence[Query] = QUERIES
    ) -> None:
        self.at, self.per_second, self.queries = at, per_second, queries
        with override_settings(SEARCH_URL=""):
            self.right = [found(query, at)[1] for query in queries]
        self.answers: Counter[str] = Counter()
        self.slowest = 0.0
        self.wrong: list[str] = []
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._threads = [
            threading.Thread(target=self._ask_on, args=(n,), daemon=True) for n in range(THREADS)
        ]

    def __enter__(self) -> "Steady":
        self.begun = time.monotonic()
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(timeout=60)
        self.seconds = time.monotonic() - self.begun

    def go_on(self, seconds: int) -> None:
        """Wait until as many more were answered as are asked in so many seconds."""
        wanted = self.answers.total() + seconds * self.per_second
        until(lambda: self.wrong or self.answers.total() >= wanted)

    def __str__(self) -> str:
        return (
            f"{self.answers.total()} searches in {self.seconds:.0f} s, answered by"
            f" {dict(self.answers)}; the slowest took {self.slowest:.2f} s"
        )

    def _ask_on(self, number: int) -> None:
        try:
            while not self._over.wait(self._until_due(number)):
                self._ask(number % len(self.queries))
                number += THREADS
        except Exception as error:  # noqa: BLE001 - the test says it
            self.wrong.append(repr(error))
        finally:
            connections.close_all()

    def _until_due(self, number: int) -> float:
        return max(0.0, self.begun + number / self.per_second - time.monotonic())

    def _ask(self, number: int) -> None:
        start = time.monotonic()
        engine, answer = found(self.queries[number], self.at)
        with self._lock:
            self.answers[engine] += 1
            self.slowest = max(self.slowest, time.monotonic() - start)
            if answer != self.right[number]:
                self.wrong.append(f"{engine}: {self.queries[number]}: {answer[0]} hits")
