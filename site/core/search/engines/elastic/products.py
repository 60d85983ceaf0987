"""The two products' own clients, each as one function that sends a request.

Their hosts, connections, log-in and marking of hosts that failed are used. Their retries, which
have no limit in time, and their discovery of other hosts are off.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import Any

import elastic_transport
import elasticsearch

from core.search.engines.elastic.address import Address
from core.search.engines.elastic.connections import CONNECTIONS, DEAD, Send, tls


class RoundRobinNodes(elastic_transport.NodeSelector):
    """One host after the other. The client's own counts per thread, and our threads ask once."""

    def __init__(self, node_configs: list[elastic_transport.NodeConfig]) -> None:
        super().__init__(node_configs)
        self._counter = count()

    def select(self, nodes: Sequence[elastic_transport.BaseNode]) -> elastic_transport.BaseNode:
        return nodes[next(self._counter) % len(nodes)]


def _with_elasticsearch(address: Address) -> Send:
    client = elasticsearch.Elasticsearch(
        address.urls,
        basic_auth=address.login,
        max_retries=0,
        connections_per_node=CONNECTIONS,
        dead_node_backoff_factor=DEAD,
        node_selector_class=RoundRobinNodes,
        **tls(address),
    )

    def send(
        method: str,
        path: str,
        params: Mapping[str, str],
        headers: Mapping[str, str],
        body: Any,
        seconds: float,
    ) -> Any:
        timed = client.options(request_timeout=seconds)
        return timed.perform_request(method, path, params=params, headers=headers, body=body).body

    return send


def _with_opensearch(address: Address) -> Send:
    # An extra: only an installation whose SEARCH_URL asks for OpenSearch has its client.
    from core.search.engines.elastic import opensearch

    return opensearch.sender(address)


PRODUCTS: dict[str, Callable[[Address], Send]] = {
    "elasticsearch": _with_elasticsearch,
    "opensearch": _with_opensearch,
}
