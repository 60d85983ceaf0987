"""The two products' own clients, each as one function that sends a request.

Their hosts, connections, log-in and marking of hosts that failed are used; their retries, which
know no total time, and the looking for other hosts are off.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import Any

import elastic_transport
import elasticsearch
import opensearchpy

from core.search.engines.elastic.address import Address

CONNECTIONS = 10  # kept open to each host
DEAD = 10  # seconds for which a host that failed is not asked, longer if it fails again

# Method, path, parameters, headers, body, seconds; returns the decoded answer.
Send = Callable[[str, str, Mapping[str, str], Mapping[str, str], Any, float], Any]


class NodesInTurn(elastic_transport.NodeSelector):
    """One host after the other. The client's own does so per thread, and ours serve once."""

    def __init__(self, node_configs: list[elastic_transport.NodeConfig]) -> None:
        super().__init__(node_configs)
        self._turns = count()

    def select(self, nodes: Sequence[elastic_transport.BaseNode]) -> elastic_transport.BaseNode:
        return nodes[next(self._turns) % len(nodes)]


class ConnectionsInTurn(opensearchpy.ConnectionSelector):
    """The same for the other client."""

    def __init__(self, opts: Sequence[tuple[opensearchpy.Connection, Any]]) -> None:
        super().__init__(opts)
        self._turns = count()

    def select(self, connections: Sequence[opensearchpy.Connection]) -> Any:
        return connections[next(self._turns) % len(connections)]


def _tls(address: Address) -> dict[str, Any]:
    """Both clients check certificates, against the system's authorities or those given."""
    return {"verify_certs": True, "ca_certs": address.ca_certs} if address.tls else {}


def _with_elasticsearch(address: Address) -> Send:
    made = elasticsearch.Elasticsearch(
        address.urls,
        basic_auth=address.login,
        max_retries=0,
        connections_per_node=CONNECTIONS,
        dead_node_backoff_factor=DEAD,
        node_selector_class=NodesInTurn,
        **_tls(address),
    )

    def send(
        method: str,
        path: str,
        params: Mapping[str, str],
        headers: Mapping[str, str],
        body: Any,
        seconds: float,
    ) -> Any:
        timed = made.options(request_timeout=seconds)
        return timed.perform_request(method, path, params=params, headers=headers, body=body).body

    return send


def _with_opensearch(address: Address) -> Send:
    made = opensearchpy.OpenSearch(
        [{"host": name.strip("[]"), "port": port} for name, port in address.hosts],
        http_auth=address.login,
        max_retries=0,
        retry_on_timeout=True,  # with no retries: a host that did not answer counts as dead
        pool_maxsize=CONNECTIONS,
        dead_timeout=DEAD,
        timeout_cutoff=2,
        selector_class=ConnectionsInTurn,
        use_ssl=address.tls,
        **_tls(address),
    )

    def send(
        method: str,
        path: str,
        params: Mapping[str, str],
        headers: Mapping[str, str],
        body: Any,
        seconds: float,
    ) -> Any:
        return made.transport.perform_request(
            method, path, params=dict(params), headers=headers, body=body, timeout=seconds
        )

    return send


PRODUCTS: dict[str, Callable[[Address], Send]] = {
    "elasticsearch": _with_elasticsearch,
    "opensearch": _with_opensearch,
}
