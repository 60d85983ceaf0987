"""A search cluster as the tests see it: what it was asked, and what the site's readers get."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from threading import enumerate as threads
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from core.search.breaker import searching
from core.search.engines import cluster
from core.search.engines.elastic.engine import ElasticEngine
from tests.fakes.search_server import Mode, SearchServer

POLL = 0.01  # seconds
DATABASE = connection.vendor
QUIET_LINE = (
    "The search service is away for the moment. The site's own database answers instead,"
    " and finds the same."
)


def engine() -> ElasticEngine:
    """The engine on the cluster that SEARCH_URL names."""
    named = cluster()
    assert isinstance(named, ElasticEngine)
    return named


def until(condition: Callable[[], Any], *, seconds: int = 30) -> None:
    """Wait, within reason, for what another thread does."""
    for _ in range(int(seconds / POLL)):
        if condition():
            return
        time.sleep(POLL)
    raise AssertionError("it did not happen")


@dataclass(frozen=True)
class Watched:
    """A product on a port of the tests' own, and the site's pages that search in it."""

    server: SearchServer
    product: str
    prefix: str

    @property
    def behind(self) -> str:
        """The cluster itself, past the port."""
        return f"http://{self.server.behind}"

    @property
    def url(self) -> str:
        """As SEARCH_URL takes it."""
        return self.server.url(self.product, self.prefix)

    def api(self, query: str = "water") -> dict[str, Any]:
        """What a script is answered, open or closed."""
        response = Client().get("/api/calls/", {"q": query, "status": "all"})
        assert response.status_code == 200, response.content
        return response.json()

    def page(self, query: str = "water") -> str:
        """What a person sees."""
        response = Client().get("/sv/utlysningar/", {"q": query, "status": "all"})
        assert response.status_code == 200
        return response.content.decode()

    def engine(self, query: str = "water") -> str:
        """The one that answered, in the API and, as far as it says so, on the page."""
        answered, page = self.api(query)["engine"], self.page(query)
        assert says_so(page) == (answered != self.product)
        return answered

    def rest_over(self) -> None:
        """SEARCH_RETRY_AFTER has passed since the cluster failed."""
        cache.delete_many(["breaker:search:resting", "breaker:index:resting"])

    def is_well_again(self, query: str = "water") -> None:
        """It answers as it should, and after one search that it is tried for, it does here too."""
        self.server.become(Mode.WELL)
        self.rest_over()
        assert self.api(query)["engine"] == DATABASE
        until(searching.closed)
        assert self.engine(query) == self.product


def nobody_tries() -> bool:
    """No trial of the cluster is under way."""
    return not any(thread.name == "search-trial" for thread in threads())


def says_so(page: str) -> bool:
    """Whether the page has the quiet line."""
    with translation.override("sv"):
        return gettext(QUIET_LINE) in page or escape(gettext(QUIET_LINE)) in page


def titles(answer: dict[str, Any]) -> list[str]:
    """In order."""
    return [result["title"] for result in answer["results"]]
