"""OpenSearch's own client, for products.py. Only the extra `opensearch` installs it."""

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

import opensearchpy

from core.search.engines.elastic.address import Address
from core.search.engines.elastic.connections import CONNECTIONS, DEAD, Send, tls


class RoundRobinConnections(opensearchpy.ConnectionSelector):
    """One host after the other. The client's own counts per thread, and our threads ask once."""

    def __init__(self, opts: Sequence[tuple[opensearchpy.Connection, Any]]) -> None:
        super().__init__(opts)
        self._counter = count()

    def select(self, connections: Sequence[opensearchpy.Connection]) -> Any:
        return connections[next(self._counter) % len(connections)]


def sender(address: Address) -> Send:
    """A function that sends a request to the hosts of that address."""
    client = opensearchpy.OpenSearch(
        [{"host": name.strip("[]"), "port": port} for name, port in address.hosts],
        http_auth=address.login,
        max_retries=0,
        retry_on_timeout=True,  # with no retries: a host that did not answer counts as dead
        pool_maxsize=CONNECTIONS,
        dead_timeout=DEAD,
        timeout_cutoff=2,
        selector_class=RoundRobinConnections,
        use_ssl=address.tls,
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
        return client.transport.perform_request(
            method, path, params=dict(params), headers=headers, body=body, timeout=seconds
        )

    return send
