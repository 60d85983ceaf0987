"""OpenSearch: one node, or a cluster whose nodes are killed one by one."""

import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import requests

from tests.required import required
from tests.servers.java import BRIEF, jars, java
from tests.servers.processes import free_port, start, stop, wait_until

SOURCE = Path(__file__).parent / "opensearch" / "SearchNode.java"
POM = SOURCE.with_name("pom.xml")
HEAP = "384m"


class Node:
    """One node: a process of its own, on two ports which it keeps when it is started again."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.name = name
        self.http_port = free_port()
        self.transport_port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def host(self) -> str:
        """HOST:PORT of its HTTP, as SEARCH_URL takes it."""
        return f"127.0.0.1:{self.http_port}"

    @property
    def log(self) -> Path:
        """What the node prints."""
        return self.folder / f"{self.name}.log"

    def kill(self) -> None:
        """kill -9, and wait until it is gone."""
        if self.process is not None:
            stop(self.process)

    def answers(self, nodes: int, status: str) -> bool:
        """Whether it belongs to a cluster of at least `nodes` whose state is `status` or better."""
        try:
            health = requests.get(f"http://{self.host}/_cluster/health", timeout=5).json()
        except requests.RequestException:
            return False
        better = {"green": ("green",), "yellow": ("green", "yellow")}[status]
        return health.get("number_of_nodes", 0) >= nodes and health.get("status") in better


class OpenSearch:
    """One or several nodes that find each other. Nothing runs before `start`.

    `heap` is Java's memory per node. Java compiles a `lasting` one as it does one in use, which
    measurements need.
    """

    def __init__(
        self, folder: Path, names: Sequence[str], *, heap: str = HEAP, lasting: bool = False
    ) -> None:
        self.nodes = [Node(folder, name) for name in names]
        self.options = [f"-Xms{heap}", f"-Xmx{heap}", *(() if lasting else BRIEF)]
        self.java = java()
        self.jars = jars(POM)

    @property
    def url(self) -> str:
        """All nodes, as SEARCH_URL takes them."""
        return "opensearch://" + ",".join(node.host for node in self.nodes)

    def start(self) -> None:
        """Start every node and wait until they all are one cluster. Raises StartFailed."""
        for node in self.nodes:
            self.start_node(node)
        for node in self.nodes:
            self.wait(node, nodes=len(self.nodes), status="green")

    def start_node(self, node: Node) -> None:
        """Start a node, for the first time or again, with what it had stored. It takes seconds."""
        options = [f"{name}={value}" for name, value in self._settings(node).items()]
        node.process = start(
            [
                *(str(self.java), *self.options),
                *("--enable-native-access=ALL-UNNAMED", "-cp", f"{self.jars}/*"),
                *(str(SOURCE), str(node.folder / node.name), "omvarld", *options),
            ],
            log=node.log,
        )

    def wait(self, node: Node, *, nodes: int, status: str = "green") -> None:
        """Return when `node` is in a cluster of `nodes` that is well. Raises StartFailed."""
        wait_until(lambda: node.answers(nodes, status), required(node.process), log=node.log)

    def kill(self) -> None:
        """kill -9 all nodes."""
        for node in self.nodes:
            node.kill()

    def _settings(self, node: Node) -> dict[str, str]:
        settings = {
            "node.name": node.name,
            "network.host": "127.0.0.1",
            "http.port": str(node.http_port),
            "transport.port": str(node.transport_port),
            # A disk that is nearly full would make every index read-only.
            "cluster.routing.allocation.disk.threshold_enabled": "false",
        }
        if len(self.nodes) == 1:
            return settings | {"discovery.type": "single-node"}
        return settings | {
            "discovery.type": "zen",
            "discovery.seed_hosts": ",".join(f"127.0.0.1:{n.transport_port}" for n in self.nodes),
            "cluster.initial_cluster_manager_nodes": ",".join(n.name for n in self.nodes),
        }


@contextmanager
def running(nodes: int = 1) -> Iterator[OpenSearch]:
    """A started OpenSearch with `nodes` nodes and no data, killed and removed afterwards.

    Raises Missing (see tests.servers.java) and StartFailed.
    """
    with tempfile.TemporaryDirectory(prefix="omvarld-opensearch-") as folder:
        search = OpenSearch(Path(folder), [f"n{n}" for n in range(1, nodes + 1)])
        try:
            search.start()
            yield search
        finally:
            search.kill()
