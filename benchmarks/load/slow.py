"""How long others wait while visitors are there whose requests come letter by letter."""

import socket
import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from random import Random
from urllib.parse import urlsplit

import requests

from benchmarks.topics import TOPICAL

SLOW, OTHERS, PAGES = 50, 20, 10
HEAD = ("beside", "answers", "median ms", "p95 ms", "slowest ms", "median longer by ms")
REQUEST = b"GET /sv/ HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: " + b"slow " * 50


def measure(address: str) -> list[tuple[str, ...]]:
    """Rows under HEAD: twenty who ask at once, without and with fifty who are slow."""
    _asked(address, seed=0)  # to warm up
    alone = _asked(address, seed=1)
    with _slow(address):
        beside = _asked(address, seed=2)
    return [_row("nobody", alone, alone), _row(f"{SLOW} slow sockets", beside, alone)]


def _asked(address: str, *, seed: int) -> list[float]:
    """Milliseconds of each page that the others ask for."""
    with ThreadPoolExecutor(OTHERS) as pool:
        visitors = pool.map(lambda n: _pages(address, Random(seed * OTHERS + n)), range(OTHERS))
        return [ms for times in visitors for ms in times]


def _pages(address: str, random: Random) -> list[float]:
    """One after the other, each on a connection of its own."""
    times = []
    for _page in range(PAGES):
        query = {"status": "all", "q": " ".join(random.sample(TOPICAL, 2))}
        start = time.perf_counter()
        requests.get(f"{address}/sv/utlysningar/", query, timeout=60).raise_for_status()
        times.append((time.perf_counter() - start) * 1000)
    return times


@contextmanager
def _slow(address: str) -> Iterator[None]:
    """All are connected, send a letter a second, and come again when they have been sent away."""
    over, connected = threading.Event(), threading.Barrier(SLOW + 1)
    threads = [
        threading.Thread(target=_drip, args=(address, connected, over)) for _visitor in range(SLOW)
    ]
    for thread in threads:
        thread.start()
    try:
        connected.wait(60)
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


def _drip(address: str, connected: threading.Barrier, over: threading.Event) -> None:
    where = urlsplit(address)
    is_first = True
    while not over.is_set():
        with socket.create_connection((where.hostname, where.port), 60) as visitor:
            if is_first:
                connected.wait(60)
                is_first = False
            for letter in REQUEST:
                try:
                    visitor.sendall(bytes([letter]))
                except OSError:
                    break
                if over.wait(1):
                    return


def _row(beside: str, times: Sequence[float], alone: Sequence[float]) -> tuple[str, ...]:
    median, longer = statistics.median(times), statistics.median(times) - statistics.median(alone)
    p95 = statistics.quantiles(times, n=20)[-1]
    figures = (f"{ms:.0f}" for ms in (median, p95, max(times)))
    return beside, f"{len(times)}", *figures, f"{longer:+.0f}"
