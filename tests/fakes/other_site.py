"""A small server on loopback that stands for somebody else's site, and remembers who asked."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread


@dataclass
class OtherSite:
    """Its address; what it answers by method and path, 200 otherwise; what it was asked.

    `trickles` are paths whose headers come a letter at a time until `go_on` is set.
    """

    url: str
    answers: dict[str, tuple[int, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    trickles: tuple[str, ...] = ()
    reached: Event = field(default_factory=Event)
    go_on: Event = field(default_factory=Event)


@contextmanager
def other_site() -> Iterator[OtherSite]:
    """A running server; a redirect's answer is its status and where it leads."""

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            question = f"{self.command} {self.path}"
            site.asked.append(question)
            site.agents.add(self.headers["User-Agent"])
            if self.path in site.trickles:
                with suppress(OSError):
                    self.trickle()
                return
            status, location = site.answers.get(question, (200, ""))
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_HEAD

        def trickle(self) -> None:
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            site.reached.set()
            while not site.go_on.wait(0.05):
                self.wfile.write(b"X")
            self.wfile.write(b"X: x\r\n\r\n")

        def log_message(self, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = OtherSite(f"http://127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        site.go_on.set()
        server.shutdown()
        server.server_close()
        thread.join()
