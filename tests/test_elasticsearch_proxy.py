"""The proxy rewrites headers, passes the rest on as it is, and hides no failure."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import elasticsearch
import pytest
import requests
from elasticsearch import Elasticsearch
from elasticsearch.dsl import Search
from elasticsearch.helpers import bulk

from tests.parts import elasticsearch_url
from tests.servers import elasticsearch_proxy

LONG = "å" * 200_000
VND = "application/vnd.elasticsearch+{}; compatible-with=8"


class Behind(BaseHTTPRequestHandler):
    """Says what it was asked; /pieces answers without a length, /broken hangs up half-way."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(201)
        for name in ("Accept", "Content-Type", "Authorization"):
            self.send_header(f"X-Asked-{name}", self.headers.get(name, ""))
        self.send_header("X-Asked-Hosts", str(len(self.headers.get_all("Host", []))))
        if self.path == "/pieces":
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body))
        else:
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            half = self.path == "/broken"
            self.wfile.write(body[: len(body) // 2] if half else body)
            self.close_connection = half

    def do_HEAD(self) -> None:
        self.send_response(404)
        self.send_header("Content-Length", "1234")
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        """Nothing."""


@pytest.fixture
def behind() -> Iterator[ThreadingHTTPServer]:
    """A server that is neither OpenSearch nor Elasticsearch."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Behind) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def proxy(behind: ThreadingHTTPServer) -> Iterator[str]:
    """The address of a proxy in front of it."""
    with elasticsearch_proxy.running(f"127.0.0.1:{behind.server_port}") as proxy:
        yield proxy.url.replace("elasticsearch", "http")


@pytest.mark.parametrize(
    ("sent", "arrived"),
    [
        (VND.format("json"), "application/json"),
        (VND.format("x-ndjson"), "application/x-ndjson"),
        ("text/plain; charset=utf-8", "text/plain; charset=utf-8"),
    ],
)
def test_media_types_lose_their_version_and_the_answer_names_the_product(
    proxy: str, sent: str, arrived: str
) -> None:
    headers = {"Accept": sent, "Content-Type": sent, "Authorization": "Basic eDp5"}
    with requests.post(f"{proxy}/index", data=b"{}", headers=headers, timeout=10) as answer:
        assert answer.status_code == 201
        assert answer.headers["X-Elastic-Product"] == "Elasticsearch"
        assert answer.headers["X-Asked-Accept"] == arrived
        assert answer.headers["X-Asked-Content-Type"] == arrived
        assert answer.headers["X-Asked-Authorization"] == "Basic eDp5"
        assert answer.headers["X-Asked-Hosts"] == "1"


def test_long_bodies_heads_and_answers_in_pieces_share_a_connection(proxy: str) -> None:
    with requests.Session() as session:
        for path in ("/index", "/pieces", "/index"):
            answer = session.post(proxy + path, data=LONG.encode(), timeout=10)
            assert answer.content.decode() == LONG
            head = session.head(proxy + path, timeout=10)
            assert (head.status_code, head.headers["Content-Length"]) == (404, "1234")


def test_an_answer_cut_off_is_cut_off(proxy: str) -> None:
    with pytest.raises(requests.exceptions.ChunkedEncodingError, match="IncompleteRead"):
        requests.post(f"{proxy}/broken", data=LONG.encode(), timeout=10)


def test_nobody_behind_is_a_broken_connection_and_no_answer(
    proxy: str, behind: ThreadingHTTPServer
) -> None:
    behind.shutdown()
    behind.server_close()
    with pytest.raises(requests.ConnectionError):
        requests.post(f"{proxy}/index", data=b"{}", timeout=10)


def test_opensearch_answers_the_elasticsearch_client_through_the_proxy() -> None:
    index = "proxy-test"
    address = elasticsearch_url().replace("elasticsearch", "http", 1)
    with Elasticsearch(address, http_compress=True) as client:
        rows = [{"_index": index, "_id": n, "title": f"Energi i Skåne {n}"} for n in range(2000)]
        client.options(ignore_status=404).indices.delete(index=index)
        assert bulk(client, rows, chunk_size=500, refresh=True) == (2000, [])
        found: Any = (
            Search(using=client, index=index).query("match", title="skåne")[:1000].execute()
        )
        assert found.hits.total.value == 2000
        assert len(found) == 1000
        assert not client.exists(index=index, id="none")
        with pytest.raises(elasticsearch.NotFoundError):
            client.get(index=index, id="none")
        client.indices.delete(index=index)
