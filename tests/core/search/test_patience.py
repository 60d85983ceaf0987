"""How long anybody waits for a cluster, told by the time-outs that its clients are given."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
import urllib3
from django.test import Client
from pytest_django import Settings
from urllib3.exceptions import ReadTimeoutError

from core.models import SearchNote
from core.search.engines.elastic import client as elastic
from tests.core.search.watching import DATABASE
from tests.factories.calls import call
from tests.factories.opportunities import imported, result

pytestmark = pytest.mark.django_db
PROMISED = 2.5  # seconds until the database answers

NOTHING = {
    "timed_out": False,
    "_shards": {"failed": 0},
    "hits": {"total": {"value": 0}, "hits": []},
    "aggregations": {
        "facets": {"sum_other_doc_count": 0, "buckets": []},
        "status": {"buckets": {"living": {"doc_count": 0}, "forthcoming": {"doc_count": 0}}},
    },
}


@dataclass
class Line:
    """Where both clients' requests leave, with a clock that only they move."""

    answer: Callable[..., Any]
    now: float = 0.0
    given: list[float] = field(default_factory=list)

    def urlopen(self, pool: Any, method: str, url: str, body: Any = None, **options: Any) -> Any:
        self.given.append(options["timeout"])
        return self.answer(self, pool, url, body)


@pytest.fixture(params=["opensearch", "elasticsearch"])
def product(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Line:
    """Both clients end here, and nothing is connected to."""
    made = Line(never)
    monkeypatch.setattr(elastic, "monotonic", lambda: made.now)
    monkeypatch.setattr(
        urllib3.HTTPConnectionPool, "urlopen", lambda *args, **kwargs: made.urlopen(*args, **kwargs)
    )
    return made


def never(line: Line, pool: Any, url: str, body: bytes) -> Any:
    """No answer: what was given is over, and what the client may be late by."""
    line.now += line.given[-1] + elastic.GRACE
    raise ReadTimeoutError(pool, url, "it hangs")


def late(share: float) -> Callable[..., Any]:
    """Nothing is found, and that takes a share of the time given."""

    def answer(line: Line, pool: Any, url: str, body: bytes) -> Any:
        line.now += line.given[-1] * share
        content = json.dumps({"responses": [NOTHING] * (body.count(b"\n") // 2)}).encode()
        headers = {"Content-Type": "application/json", "X-Elastic-Product": "Elasticsearch"}
        return urllib3.HTTPResponse(body=content, headers=headers, status=200)

    return answer


def ask(client: Client, **parameters: Any) -> Any:
    response = client.get("/api/calls/", parameters)
    assert response.status_code == 200
    return response.json()


@pytest.mark.parametrize("hosts", [1, 2, 3, 7])
def test_a_cluster_that_hangs_is_waited_for_no_longer_than_promised(
    client: Client, line: Line, settings: Settings, product: str, hosts: int
) -> None:
    """By the settings as they are where nobody sets them."""
    call("Water")
    names = ",".join(f"host{number}" for number in range(hosts))
    settings.SEARCH_URL = f"{product}://{names}/silent{hosts}"
    answer = ask(client, q="water")
    assert (answer["engine"], answer["count"]) == (DATABASE, 1)
    assert 0 < sum(line.given) <= settings.SEARCH_TIMEOUT
    assert line.now <= PROMISED
    assert len(line.given) >= min(hosts, 3)


@pytest.mark.parametrize("seconds", [0.01, 0.2, 7.0])
def test_the_setting_says_how_long(
    client: Client, line: Line, settings: Settings, product: str, seconds: float
) -> None:
    settings.SEARCH_URL = f"{product}://one,two/set"
    settings.SEARCH_TIMEOUT = seconds
    assert ask(client, q="water")["engine"] == DATABASE
    assert 0 < sum(line.given) <= seconds


@pytest.mark.parametrize("share", [0.2, 0.6, 1.0])
def test_all_that_one_search_asks_shares_the_time(
    client: Client, line: Line, settings: Settings, product: str, share: float
) -> None:
    """With all words, with some of them, and without each filter to say what to drop."""
    call("Energy")
    settings.SEARCH_URL = f"{product}://one/late"
    line.answer = late(share)
    answer = ask(client, q="water energy", type="grant", status="open", grant_min=1, rate_min=5)
    assert answer["engine"] == (DATABASE if share == 1.0 else product)
    assert len(line.given) == 1 if share == 1.0 else len(line.given) > 5
    assert all(line.given)
    assert line.now <= settings.SEARCH_TIMEOUT


def test_what_was_slow_is_not_waited_for_again(
    client: Client, line: Line, settings: Settings, product: str
) -> None:
    settings.SEARCH_URL = f"{product}://one/again"
    for _ in range(3):
        assert ask(client, q="water")["engine"] == DATABASE
    assert len(line.given) == 1


def test_who_saves_waits_no_longer_than_who_searches(
    line: Line,
    settings: Settings,
    product: str,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    """However much has gathered meanwhile."""
    settings.SEARCH_URL = f"{product}://one,two/saving"
    imported(*(result(f"WATER-{number}") for number in range(120)))
    with django_capture_on_commit_callbacks(execute=True):
        call("Water")
    assert SearchNote.objects.count() > 120
    assert 0 < sum(line.given) <= settings.SEARCH_TIMEOUT
    assert line.now <= PROMISED
