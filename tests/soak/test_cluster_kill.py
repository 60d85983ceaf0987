"""A node of the cluster is killed under load: every search is answered, and rightly."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from uuid import uuid4

import pytest
import requests
from django.utils import timezone
from pytest_django import Settings

from benchmarks.feed import feed
from core.search import mirror
from core.search.breaker import searching
from tests.core.search.watching import DATABASE, engine
from tests.factories.opportunities import imported
from tests.parts import elasticsearch_url, opensearch_url
from tests.servers import elasticsearch_proxy
from tests.servers.opensearch import Node, OpenSearch
from tests.soak.steady import Steady

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

CALLS = 150
FEW = 40  # searches of the small version
PROXIED = "elasticsearch-client-through-proxies-on-opensearch"


@pytest.fixture
def calls(own_database: None) -> None:
    """Calls in a database that every thread sees."""
    now = timezone.now()
    imported(*feed(CALLS, around=now.date())["results"], at=now)


@pytest.fixture(params=["opensearch", PROXIED])
def hosts(request: pytest.FixtureRequest, three_nodes: OpenSearch) -> Iterator[tuple[str, str]]:
    """The client, and the address of three nodes for it."""
    with ExitStack() as proxies:
        if request.param == "opensearch":
            yield "opensearch", three_nodes.url
            return
        behind = [
            proxies.enter_context(elasticsearch_proxy.running(node.host))
            for node in three_nodes.nodes
        ]
        names = ",".join(proxy.url.partition("://")[2] for proxy in behind)
        yield "elasticsearch", f"elasticsearch://{names}"


def manager(servers: OpenSearch) -> Node:
    """The node that manages the cluster."""
    address = f"http://{servers.nodes[0].host}/_cat/cluster_manager"
    name = requests.get(address, params={"h": "node"}, timeout=30).text.strip()
    return next(node for node in servers.nodes if node.name == name)


def holder(servers: OpenSearch, prefix: str) -> Node:
    """A node that has the index and does not manage the cluster."""
    address = f"http://{servers.nodes[0].host}/_cat/shards/{prefix}-*"
    names = requests.get(address, params={"h": "node"}, timeout=30).text.split()
    assert len(names) == 2, names  # the index and its copy
    other = manager(servers)
    return next(node for node in servers.nodes if node.name in names and node is not other)


@pytest.mark.soak
@pytest.mark.parametrize("role", ["a node with the index", "the cluster manager"])
def test_one_of_three_nodes_is_killed(
    role: str,
    hosts: tuple[str, str],
    three_nodes: OpenSearch,
    calls: None,
    settings: Settings,
    print_line: Callable[[str], None],
) -> None:
    name, address = hosts
    prefix = f"t{uuid4().hex}"
    settings.SEARCH_URL = f"{address}/{prefix}"
    settings.SEARCH_RETRY_AFTER = 2.0
    settings.SEARCH_TIMEOUT = 30.0  # a slow machine is no dead node
    assert mirror.build(engine()) > CALLS / 2
    killed = manager(three_nodes) if "manager" in role else holder(three_nodes, prefix)
    with Steady(timezone.now()) as steady:
        steady.go_on(8)
        killed.kill()
        steady.go_on(12)
        three_nodes.start_node(killed)
        for node in three_nodes.nodes:
            three_nodes.wait(node, nodes=3)
        steady.go_on(5)
    print_line(f"{name}, {role} killed: {steady}")
    assert steady.wrong == []
    assert set(steady.answers) <= {name, DATABASE}
    assert steady.answers[name] > 0.8 * steady.answers.total()
    drop_all()


@pytest.mark.parametrize(
    "url", [opensearch_url, elasticsearch_url], ids=["opensearch", "elasticsearch-through-proxy"]
)
def test_a_host_that_is_away_costs_no_answer(
    url: Callable[[], str], calls: None, settings: Settings
) -> None:
    name, _is, host = url().partition("://")
    with socket.socket() as closed:  # its port is taken, and nobody listens
        closed.bind(("127.0.0.1", 0))
        away = f"127.0.0.1:{closed.getsockname()[1]}"
        settings.SEARCH_URL = f"{name}://{away},{host}/t{uuid4().hex}"
        settings.SEARCH_TIMEOUT = 30.0
        mirror.build(engine())
        with Steady(timezone.now(), per_second=FEW) as steady:
            steady.go_on(1)
        assert steady.wrong == []
        assert set(steady.answers) == {name}
        assert searching.closed()
        drop_all()


def drop_all() -> None:
    """Leave nothing in the cluster."""
    indices = engine().indices
    for name in indices.aliases():
        indices.drop(name)
