"""OpenSearch behind the `elasticsearch` client: a proxy that rewrites headers and nothing else.

What answers is OpenSearch, not Elasticsearch. The proxy lets the client's own path be run for
real: its transport, retries, errors and `elasticsearch.dsl`. The client asks for media types
that carry Elasticsearch's name and version, and refuses a server that does not name itself.
"""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MEDIA_TYPES = {
    "application/vnd.elasticsearch+json": "application/json",
    "application/vnd.elasticsearch+x-ndjson": "application/x-ndjson",
}
# They describe one connection and not the message, or are written anew.
PER_CONNECTION = {"connection", "keep-alive", "transfer-encoding", "host"}
PIECE = 64 * 1024


class Handler(BaseHTTPRequestHandler):
    """One connection of a client, with one connection of its own to OpenSearch behind it."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # head and body are sent apart: without it 40 ms an answer
    server: "Proxy"

    def setup(self) -> None:
        super().setup()
        self.behind = http.client.HTTPConnection(self.server.behind)

    def finish(self) -> None:
        self.behind.close()
        super().finish()

    def pass_on(self) -> None:
        """Send the request on and the answer back. What breaks behind breaks here, silently."""
        try:
            self._ask()
            self._answer(self.behind.getresponse())
        except (OSError, http.client.HTTPException):
            self.close_connection = True

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = pass_on

    def _ask(self) -> None:
        self.behind.putrequest(self.command, self.path, skip_accept_encoding=True)
        for name, value in self.headers.items():
            if name.lower() not in PER_CONNECTION:
                known = name.lower() in ("accept", "content-type")
                self.behind.putheader(name, _plain(value) if known else value)
        self.behind.endheaders()
        left = int(self.headers.get("Content-Length") or 0)
        while left and (piece := self.rfile.read(min(PIECE, left))):
            self.behind.send(piece)
            left -= len(piece)

    def _answer(self, answer: http.client.HTTPResponse) -> None:
        self.send_response_only(answer.status, answer.reason)
        self.send_header("X-Elastic-Product", "Elasticsearch")
        for name, value in answer.getheaders():
            if name.lower() not in PER_CONNECTION:
                self.send_header(name, value)
        bodiless = self.command == "HEAD" or answer.status in (204, 304)
        in_pieces = answer.length is None and not bodiless
        if in_pieces:
            self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        while piece := answer.read(PIECE):
            self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece) if in_pieces else piece)
        if in_pieces:
            self.wfile.write(b"0\r\n\r\n")
        elif answer.length and not bodiless:
            self.close_connection = True  # cut off behind, so cut off here

    def log_message(self, *arguments: object) -> None:
        """Nothing: OpenSearch has its own log."""


class Proxy(ThreadingHTTPServer):
    """A port in front of the OpenSearch at `behind` (HOST:PORT)."""

    daemon_threads = True

    def __init__(self, behind: str) -> None:
        self.behind = behind
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        """Its address, as SEARCH_URL takes it."""
        return f"elasticsearch://127.0.0.1:{self.server_port}"


def _plain(media_type: str) -> str:
    """The media type without Elasticsearch's name and version."""
    return MEDIA_TYPES.get(media_type.partition(";")[0].strip(), media_type)


@contextmanager
def running(behind: str) -> Iterator[Proxy]:
    """A proxy in front of the OpenSearch at `behind` (HOST:PORT), in a thread of this process."""
    with Proxy(behind) as proxy:
        threading.Thread(target=proxy.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield proxy
        finally:
            proxy.shutdown()
