"""Call search: median and 95th percentile of 30 requests, queries and bytes, per kind of query."""

import json
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import requests

from benchmarks.processes import cpu
from benchmarks.site import Served, Site

PATH = "/sv/utlysningar/"
REQUESTS = 30
WARM_UP = 100  # rounds of all queries: a server in Java compiles what it is often asked
# The queries of the budget: none, one common word, three words, two filters, all with status=all.
QUERIES = {
    "no query": "status=all",
    "one common word": "status=all&q=energy",
    "three words": "status=all&q=climate+adaptation+cities",
    "two filters": "status=all&priority=friska-ekosystem&programme=life",
    "open calls (the default page)": "",
}
HEAD = ("query", "hits", "median ms", "p95 ms", "queries", "kB HTML")


@dataclass(frozen=True)
class Figures:
    """One query's: times and processor in ms, each statement with its ms, HTML in kB."""

    name: str
    engine: str  # the one that answered
    hits: int
    median: float
    p95: float
    cpu: float
    statements: Sequence[tuple[float, str]]
    kilobytes: float

    @property
    def row(self) -> tuple[str, ...]:
        """As a row under HEAD."""
        times = f"{self.median:.1f}", f"{self.p95:.1f}"
        return (
            self.name,
            f"{self.hits}",
            *times,
            f"{len(self.statements)}",
            f"{self.kilobytes:.1f}",
        )


def measure(site: Site, queries: Mapping[str, str] = QUERIES) -> list[Figures]:
    """Serve the site and ask it each of the queries."""
    with site.served() as served:
        return ask(site, served, queries)


def ask(
    site: Site, served: Served, queries: Mapping[str, str], servers: Sequence[int] = ()
) -> list[Figures]:
    """Ask a running site each of the queries; `servers` are the processes it depends on."""
    statements = json.loads(site.call("benchmarks.statements", f"captured({dict(queries)!r})"))
    figures = []
    with requests.Session() as session:
        addresses = {name: f"{served.address}{PATH}?{query}" for name, query in queries.items()}
        for address in [*addresses.values()] * WARM_UP:
            session.get(address, timeout=60).raise_for_status()
        for name, address in addresses.items():
            api = session.get(f"{served.address}/api/calls/?{queries[name]}", timeout=60).json()
            page = session.get(address, timeout=60)
            before = cpu([served.pid, *servers])
            times = [_timed(session, address) for _time in range(REQUESTS)]
            figures.append(
                Figures(
                    name=name,
                    engine=api["engine"],
                    hits=api["count"],
                    median=statistics.median(times),
                    p95=statistics.quantiles(times, n=20)[-1],
                    cpu=(cpu([served.pid, *servers]) - before) / REQUESTS,
                    statements=[(ms, sql) for ms, sql in statements[name]],
                    kilobytes=len(page.content) / 1000,
                )
            )
    return figures


def _timed(session: requests.Session, address: str) -> float:
    start = time.perf_counter()
    session.get(address, timeout=60)
    return (time.perf_counter() - start) * 1000
