"""A port in front of a search cluster that passes everything on, or misbehaves as told."""

import http.client
import json
import os
import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler
from socketserver import BaseServer
from threading import Event, Lock, Thread
from typing import Any, cast

# They describe one connection and not the message, or are written anew.
PER_CONNECTION = {"connection", "keep-alive", "transfer-encoding", "host", "content-length"}
LONG = 60  # seconds, more than any test takes


class Mode(StrEnum):
    WELL = "passes on"
    TOLD = "answers as told"
    HANGS = "never answers"
    HANGS_IN_BODY = "stops in the middle of its answer"
    DRIPS = "answers a byte at a time, without end"
    RESETS = "resets the connection"
    RESETS_IN_BODY = "resets the connection in the middle of its answer"
    CUTS = "closes the connection in the middle of its answer"
    REFUSES = "is not there"
    UNAVAILABLE = "503"
    BUSY = "429"
    GATEWAY = "502 with a page"
    CROWDED = "a list of errors with 503"
    BLOCKED = "403"
    FORGETFUL = "404"
    ASTRAY = "302"
    HALF = "a shard failed"
    LATE = "some shards were too late"
    GARBAGE = "no JSON"
    EMPTY = "nothing"
    STRANGE = "JSON of another kind"
    CHOOSY = "400"


@dataclass
class Answer:
    """An answer to be told. With `cut` the connection ends before what was promised came."""

    body: bytes
    status: int = 200
    media_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    cut: int = 0  # bytes


def error(status: int, kind: str) -> Answer:
    """A refusal in the cluster's own form."""
    reason = {"type": kind, "reason": kind.replace("_", " ")}
    body = {"error": {**reason, "root_cause": [reason]}, "status": status}
    return Answer(json.dumps(body).encode(), status)


TOLD = {
    Mode.UNAVAILABLE: error(503, "no_shard_available_action_exception"),
    Mode.BUSY: error(429, "circuit_breaking_exception"),
    Mode.GATEWAY: Answer(b"<html><h1>502 Bad Gateway</h1></html>", 502, "text/html"),
    Mode.CROWDED: Answer(b'["overloaded"]', 503),
    Mode.BLOCKED: error(403, "cluster_block_exception"),
    Mode.FORGETFUL: error(404, "index_not_found_exception"),
    Mode.ASTRAY: Answer(b"", 302, "text/html", {"Location": "/log-in"}),
    Mode.GARBAGE: Answer(b"Welcome to the cluster!"),
    Mode.EMPTY: Answer(b""),
    Mode.STRANGE: Answer(b'{"responses": "none today"}'),
    Mode.CHOOSY: error(400, "parsing_exception"),
}


def _spoil(mode: Mode, body: bytes) -> bytes:
    """The whole answer as one in which something was left out."""
    answer = json.loads(body)
    for part in answer.get("responses", ()):
        if mode is Mode.HALF:
            part["_shards"] |= {"successful": 0, "failed": 1}
        else:
            part["timed_out"] = True
        part["hits"]["hits"] = []
    return json.dumps(answer).encode()


BEGUN = {Mode.HANGS_IN_BODY, Mode.DRIPS, Mode.RESETS_IN_BODY, Mode.CUTS}
UNFINISHED = BEGUN | {Mode.HANGS, Mode.RESETS, Mode.REFUSES}


class Handler(BaseHTTPRequestHandler):
    """One connection of a client, with one of its own to what is behind."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Any  # a SearchServer, which is no server of the standard library's

    def setup(self) -> None:
        super().setup()
        self.behind = http.client.HTTPConnection(self.server.behind, timeout=LONG)

    def finish(self) -> None:
        self.behind.close()
        with suppress(OSError):
            super().finish()

    def handle(self) -> None:
        with suppress(OSError):  # the client went away
            super().handle()

    def ask(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        mode = self.server.mode if self.server.only in self.path else Mode.WELL
        self.server.asked.append(f"{self.command} {self.path}")
        match mode:
            case Mode.WELL:
                self._say(self._behind(body))
            case Mode.TOLD:
                self._say(self.server.told(self.path, body))
            case _ if mode in UNFINISHED:
                self._say_no_more(mode)
            case Mode.HALF | Mode.LATE:
                whole = self._behind(body)
                whole.body = _spoil(mode, whole.body)
                self._say(whole)
            case _:
                self._say(TOLD[mode])

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = ask

    def _say_no_more(self, mode: Mode) -> None:
        """Answer nothing, or begin and never come to the end."""
        if mode in BEGUN:
            self._begin()
        match mode:
            case Mode.HANGS | Mode.HANGS_IN_BODY:
                self._hold()
            case Mode.DRIPS:
                while not self.server.released.wait(0.02):
                    self.wfile.write(b" ")
                self.close_connection = True
            case Mode.CUTS:
                self.close_connection = True
            case _:
                self._reset()

    def _behind(self, body: bytes) -> Answer:
        headers = {k: v for k, v in self.headers.items() if k.lower() not in PER_CONNECTION}
        self.behind.request(self.command, self.path, body, headers)
        answer = self.behind.getresponse()
        known = {k: v for k, v in answer.getheaders() if k.lower() not in PER_CONNECTION}
        known.pop("content-type", None)
        return Answer(answer.read(), answer.status, answer.getheader("Content-Type", ""), known)

    def _say(self, answer: Answer) -> None:
        self.send_response_only(answer.status)
        headers = {"X-Elastic-Product": "Elasticsearch", "Content-Type": answer.media_type}
        for name, value in (headers | answer.headers).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body[: len(answer.body) - answer.cut])
        self.close_connection |= bool(answer.cut)

    def _begin(self) -> None:
        """The head of an answer, and the first bytes of its body."""
        self.send_response_only(200)
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "1000000")
        self.end_headers()
        self.wfile.write(b'{"responses": [')

    def _hold(self) -> None:
        self.server.holding.set()
        self.server.released.wait(LONG)
        self.close_connection = True

    def _reset(self) -> None:
        """Close at once and tell so: the client's next read fails."""
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.close_connection = True
        os.close(self.connection.detach())

    def log_message(self, *arguments: object) -> None:
        """Nothing."""


class SearchServer:
    """The port. `only` limits what is done to requests whose path has it.

    `connections` and `asked` count what came; `holding` is set when a request hangs.
    """

    def __init__(self, behind: str = "") -> None:
        self.behind = behind
        self.mode = Mode.WELL
        self.only = ""
        self.told: Callable[[str, bytes], Answer] = lambda path, body: Answer(b"")
        self.connections = 0
        self.asked: list[str] = []
        self.holding = Event()
        self.released = Event()
        self._open: set[socket.socket] = set()
        self._lock = Lock()
        self._listener = self._bind(0)
        self.host = f"127.0.0.1:{self._listener.getsockname()[1]}"
        self._listen()

    def become(self, mode: Mode, *, only: str = "") -> None:
        """From the next request on; what hangs until now is let go."""
        before, self.mode, self.only = self.mode, mode, only
        self.released.set()
        self.released, self.holding = Event(), Event()
        if mode is Mode.REFUSES:
            self.stop()
            self._listener = self._bind(int(self.host.rpartition(":")[2]))
        elif before is Mode.REFUSES:
            self._listen()

    def tell(self, told: Callable[[str, bytes], Answer]) -> None:
        """Answer every request so, by its path and its body."""
        self.told = told
        self.become(Mode.TOLD)

    def url(self, product: str, prefix: str) -> str:
        """The address as SEARCH_URL takes it."""
        return f"{product}+http://{self.host}/{prefix}"

    def stop(self) -> None:
        """Let nobody in, and everybody go."""
        self.released.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # which wakes who waits in accept()
        self._listener.close()
        with self._lock:
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def _bind(self, port: int) -> socket.socket:
        """A port that is ours, at which nobody is listening yet: who asks is refused."""
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        return listener

    def _listen(self) -> None:
        self._listener.listen(64)
        self._start(self._accept, self._listener)

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                connection, client = listener.accept()
            except OSError:
                return
            self.connections += 1
            self._start(self._serve, connection, client)

    def _serve(self, connection: socket.socket, client: Any) -> None:
        with self._lock:
            self._open.add(connection)
        try:
            with suppress(OSError, http.client.HTTPException):
                Handler(connection, client, cast(BaseServer, self))
        finally:
            with self._lock:
                self._open.discard(connection)
            connection.close()

    def _start(self, target: Callable[..., None], *arguments: Any) -> None:
        Thread(target=target, args=arguments, name="fake-search-server", daemon=True).start()


@contextmanager
def search_server(behind: str = "") -> Iterator[SearchServer]:
    """A running server in front of `behind` (HOST:PORT)."""
    server = SearchServer(behind)
    try:
        yield server
    finally:
        server.stop()
