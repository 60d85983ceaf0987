"""Public pages that have been asked for before, and what a first visit to the start page weighs."""

import json
import re
import statistics
import time
from collections.abc import Mapping, Sequence
from urllib.parse import urljoin, urlsplit

import requests

from benchmarks.processes import cpu
from benchmarks.site import Served, Site

PAGES = {
    "start page": "/sv/",
    "start page in English": "/en/",
    "page of text": "/sv/om-webbplatsen/tillganglighet/",
    "open calls": "/sv/utlysningar/",
    "priority area": "/sv/omraden/friska-ekosystem/",
    "governing documents": "/sv/styrdokument/",
    "governing document": "/sv/styrdokument/riktlinjer/",
    "twin towns": "/sv/vanorter/",
    "projects": "/sv/projekt/",
    "programmes": "/sv/program/",
    "news": "/sv/nyheter/",
    "how the work is organised": "/sv/sa-arbetar-vi/",
}
EMPTY = "an empty Django view"
REQUESTS = 300
CALLS = 40  # so that no single one decides
ANEW = 200  # requests
HEAD = ("page", "queries", "median ms", "requests/s", "of an empty view", "kB as sent")
ANEW_HEAD = ("page", "most queries", "median ms", "p95 ms", "CPU ms")
WEIGHT_HEAD = ("what", "kB")
PARTS = re.compile(r'<(?:link|script|img)\b[^>]*?\b(?:href|src)="([^"]+)"')
NAMED = re.compile(r"""url\(["']?(?!data:|#)([^"')]+)""")
FETCHED = re.compile(r'rel="(?:stylesheet|icon|preload)"|<script|<img')


def measure(site: Site) -> list[tuple[str, ...]]:
    """A row under HEAD for each page, after one visit, beside a view that does nothing."""
    queries = json.loads(site.call("benchmarks.statements", f"counted({dict(PAGES)!r})"))
    with site.served() as served, requests.Session() as session:
        session.headers["Accept-Encoding"] = "br, gzip"
        times = {name: timed(session, served.address + path) for name, path in PAGES.items()}
        sizes = {name: sent(session, served.address + path) for name, path in PAGES.items()}
    with site.served("benchmarks.empty:application") as served, requests.Session() as session:
        empty = timed(session, served.address + "/")
    rows = [
        (
            name,
            f"{queries[name]}",
            *figures(ms),
            f"{empty / ms:.0%}",
            f"{sizes[name] / 1000:.1f}",
        )
        for name, ms in times.items()
    ]
    return [*rows, (EMPTY, "0", *figures(empty), "100%", "0")]


def anew(site: Site) -> list[tuple[str, ...]]:
    """Rows under ANEW_HEAD of pages that are rendered for each request."""
    apart = json.loads(site.call("benchmarks.statements", f"calls_apart({CALLS})"))
    start = {"start page": PAGES["start page"]}
    key = site.call("benchmarks.statements", "log_in()").split()[-1]
    groups = {
        "a call's page": (apart, ""),
        "a call's page, logged in": (apart, key),
        "start page": (start, ""),
        "start page, logged in": (start, key),
    }
    rows: list[tuple[str, ...]] = []
    for name, (paths, key) in groups.items():
        queries = json.loads(site.call("benchmarks.statements", f"counted({paths!r}, {key!r})"))
        with site.served() as served, requests.Session() as session:
            if key:
                session.headers["Cookie"] = f"sessionid={key}"
            addresses = [served.address + path for path in paths.values()]
            times, used = _made_anew(session, served, addresses)
        slowest = f"{statistics.quantiles(times, n=20)[-1]:.1f}"
        median = f"{statistics.median(times):.1f}"
        rows.append((name, f"{max(queries.values())}", median, slowest, f"{used:.1f}"))
    return rows


def _made_anew(
    session: requests.Session, served: Served, addresses: Sequence[str]
) -> tuple[list[float], float]:
    """The ms of each of ANEW requests, and how many ms of processor one takes."""
    for address in [*addresses] * 2:  # the first time it is read from the disk
        session.get(address, timeout=60).raise_for_status()
    times, before = [], cpu([served.pid])
    for address in [*addresses] * (ANEW // len(addresses)):
        start = time.perf_counter()
        session.get(address, timeout=60)
        times.append((time.perf_counter() - start) * 1000)
    return times, (cpu([served.pid]) - before) / len(times)


def figures(milliseconds: float) -> tuple[str, str]:
    """The median and how many requests one worker answers in a second at that pace."""
    return f"{milliseconds:.2f}", f"{1000 / milliseconds:.0f}"


def timed(session: requests.Session, address: str) -> float:
    """The median in ms of requests one after the other, once the page has been rendered.

    Until the answer is there as it was sent: what it takes to unpack it is the browser's.
    """
    for _time in range(20):
        sent(session, address)
    times = []
    for _time in range(REQUESTS):
        start = time.perf_counter()
        sent(session, address)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def weigh(site: Site, path: str = "/sv/") -> list[tuple[str, str]]:
    """What a browser fetches on a first visit, as sent, and the sum."""
    with site.served() as served, requests.Session() as session:
        session.headers["Accept-Encoding"] = "br, gzip"
        address = served.address + path
        parts = {"page": sent(session, address)}
        for name, url in fetched(session.get(address, timeout=60).text, address).items():
            parts[name] = sent(session, url)
            if ".css" in name:
                sheet = session.get(url, timeout=60).text
                parts |= {n: sent(session, u) for n, u in asked_by(sheet, url).items()}
    rows = [(name, f"{size / 1000:.1f}") for name, size in parts.items()]
    return [*rows, ("all", f"{sum(parts.values()) / 1000:.1f}")]


def fetched(markup: str, address: str) -> Mapping[str, str]:
    """The files that the page asks for, by name."""
    files = {}
    for tag in re.findall(r"<(?:link|script|img)\b[^>]*>", markup):
        target = PARTS.search(tag)
        if target and FETCHED.search(tag):
            url = urljoin(address, target[1])
            files[urlsplit(url).path.rpartition("/")[2]] = url
    return files


def asked_by(sheet: str, address: str) -> Mapping[str, str]:
    """The fonts and pictures that a style sheet names, by name, whatever the page shows of them."""
    targets = {urljoin(address, target) for target in NAMED.findall(sheet)}
    return {urlsplit(url).path.rpartition("/")[2]: url for url in sorted(targets)}


def sent(session: requests.Session, url: str) -> int:
    """Bytes of the answer's body as it crosses the wire."""
    with session.get(url, timeout=60, stream=True) as answer:
        answer.raise_for_status()
        return len(answer.raw.read(decode_content=False))
