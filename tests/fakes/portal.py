"""A small server on loopback that answers as the EU portal's search API does, or as told."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class Asked:
    """One request: its parameters and its multipart parts, as (type, text)."""

    parameters: dict[str, str]
    parts: dict[str, tuple[str, str]]

    @property
    def page(self) -> int:
        return int(self.parameters["pageNumber"])


@dataclass
class Answer:
    """`length` is what the answer says of its size; `waits` never comes until the server stops."""

    value: Any = None
    status: int = 200
    body: bytes | None = None
    length: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    waits: bool = False


@dataclass
class Portal:
    """The server's address, and what it was asked."""

    url: str
    asked: list[Asked]


@contextmanager
def portal(answer: Callable[[Asked], Answer]) -> Iterator[Portal]:
    """A running server; `answer` is called for every request."""
    asked: list[Asked] = []
    stopping = Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = self._read()
            asked.append(request)
            told = answer(request)
            if told.waits:
                stopping.wait(30)
                return
            body = told.body if told.body is not None else json.dumps(told.value).encode()
            self.send_response(told.status)
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(told.length or len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _read(self) -> Asked:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
            form: Any = message_from_bytes(head + content)
            parts = {
                str(part.get_param("name", header="content-disposition")): (
                    f"{part.get_content_type()} file={part.get_filename() is not None}",
                    part.get_payload(decode=True).decode(),
                )
                for part in form.get_payload()
            }
            query = parse_qs(urlsplit(self.path).query)
            return Asked({name: values[-1] for name, values in query.items()}, parts)

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield Portal(f"http://127.0.0.1:{server.server_port}/search?apiKey=SEDIA&text=***", asked)
    finally:
        stopping.set()
        server.shutdown()
        thread.join()
        server.server_close()
