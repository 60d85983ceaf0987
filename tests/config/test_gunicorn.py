"""Visitors whose requests come letter by letter keep nobody else from an answer."""

import http.client
import os
import re
import select
import signal
import socket
import sysconfig
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.parts import ROOT
from tests.servers.processes import free_port, start, stop, wait_until

SLOW, OTHERS = 50, 20
SECONDS = 60  # a request that needs them has failed
PROGRAM = Path(sysconfig.get_path("scripts"), "gunicorn")  # which starts itself anew, as it was
APPLICATION = f"{__name__}:application"


def application(environ: dict, start_response: Callable[..., object]) -> Iterable[bytes]:
    """An application that says how long what it was sent is."""
    body = environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "5")])
    return [f"{len(body):5}".encode()]


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Where the application listens, in one worker with two threads."""
    with listening(tmp_path_factory.mktemp("gunicorn"), "--threads=2", APPLICATION) as number:
        yield number


@contextmanager
def listening(folder: Path, *arguments: str, **environment: str) -> Iterator[int]:
    number, log = free_port(), folder / "gunicorn.log"
    values = {
        "BIND": f"127.0.0.1:{number}",
        "WEB_CONCURRENCY": "1",
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "PYTHONPATH": str(ROOT),
        **environment,
    }
    config = str(ROOT / "gunicorn.conf.py")
    command = [str(PROGRAM), "--config", config, *arguments]
    settings = [f"{name}={value}" for name, value in values.items()]
    server = start(["/usr/bin/env", *settings, *command], log=log)
    try:
        wait_until(lambda: connects(number), server, log=log)
        yield number
    finally:
        stop(server, signal.SIGTERM)


def connects(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


def slowly(stack: ExitStack, port: int, sent: bytes) -> socket.socket:
    """A connection on which no more than that was sent."""
    visitor = stack.enter_context(socket.create_connection(("127.0.0.1", port), SECONDS))
    visitor.sendall(sent)
    return visitor


def answer(visitor: socket.socket) -> tuple[int, bytes]:
    """Status and body of the next answer."""
    response = http.client.HTTPResponse(visitor)
    response.begin()
    return response.status, response.read()


def statuses(port: int, path: str = "/", number: int = OTHERS) -> list[int]:
    """What new visitors are answered, one after the other."""
    found = []
    for _visitor in range(number):
        other = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
        other.request("GET", path)
        found.append(other.getresponse().status)
        other.close()
    return found


@pytest.mark.parametrize(
    "sent", [b"", b"GE", b"GET / HT", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: 1\r\n"]
)
def test_fifty_slow_visitors_keep_nobody_waiting(port: int, sent: bytes) -> None:
    with ExitStack() as stack:
        slow = [slowly(stack, port, sent) for _visitor in range(SLOW)]
        assert statuses(port) == [200] * OTHERS
        whole = b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: 1\r\n\r\n"
        for letter in whole[len(sent) :]:
            slow[0].sendall(bytes([letter]))
        assert answer(slow[0]) == (200, b"    0")


def test_a_connection_is_used_again_and_may_be_slow_then(port: int) -> None:
    with ExitStack() as stack:
        kept = [slowly(stack, port, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n") for _visitor in range(5)]
        for visitor in kept:
            assert answer(visitor) == (200, b"    0")
            visitor.sendall(b"POST / HTTP/1.1\r\nContent-Le")
        assert statuses(port, number=3) == [200] * 3
        kept[0].sendall(b"ngth: 3\r\nHost: x\r\n\r\nabc")
        assert answer(kept[0]) == (200, b"    3")


@pytest.mark.parametrize("sent", [b"", b"GET / HT"])
def test_who_goes_in_the_middle_is_let_go(port: int, sent: bytes) -> None:
    with ExitStack() as stack:
        visitor = slowly(stack, port, sent)
        visitor.shutdown(socket.SHUT_WR)
        assert visitor.recv(4096) == b""


def test_what_comes_in_one_piece_and_is_longer_than_it_may_be_is_refused(port: int) -> None:
    with ExitStack() as stack:
        visitor = slowly(stack, port, b"GET / HTTP/1.1\r\nX: " + b"x" * 20_000 + b"\r\n\r\n")
        assert visitor.recv(12) == b"HTTP/1.1 431"


def first_process(manager: socket.socket) -> int:
    """The next one that gunicorn says is to be watched, as systemd is told."""
    while "MAINPID" not in (told := dict(re.findall(r"(\w+)=(.*)", manager.recv(4096).decode()))):
        pass
    return int(told["MAINPID"])


def test_one_that_is_started_beside_the_first_takes_its_place(tmp_path: Path) -> None:
    with ExitStack() as stack:
        manager = stack.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(SECONDS)
        notify = {"NOTIFY_SOCKET": str(tmp_path / "notify")}
        served = listening(tmp_path, "--threads=2", APPLICATION, **notify)
        port = stack.enter_context(served)
        first = first_process(manager)
        end_of_first = os.pidfd_open(first)
        stack.callback(os.close, end_of_first)
        os.kill(first, signal.SIGUSR2)
        second = first_process(manager)
        stack.callback(os.kill, second, signal.SIGTERM)
        assert statuses(port) == [200] * OTHERS
        assert select.select([end_of_first], [], [], SECONDS)[0]
        assert statuses(port) == [200] * OTHERS


@pytest.mark.soak
def test_the_site_itself_whose_workers_count_together(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/empty.sqlite3"  # neither address needs what is in it
    values = {"WEB_CONCURRENCY": "2", "METRICS_TOKEN": "m3trics", "TMPDIR": str(tmp_path)}
    with ExitStack() as stack:
        served = listening(tmp_path, DATABASE_URL=database, SEARCH_URL="", **values)
        port = stack.enter_context(served)
        for _visitor in range(SLOW):
            slowly(stack, port, b"GET /sv/ HT")
        assert statuses(port, "/healthz") == [200] * OTHERS
        counted = f'omvarld_requests_total{{status="2xx",view="healthz"}} {OTHERS}.0'
        for _time in range(5):
            asking = b"GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            visitor = slowly(stack, port, asking + b"Authorization: Bearer m3trics\r\n\r\n")
            status, figures = answer(visitor)
            assert (status, counted in figures.decode()) == (200, True)
