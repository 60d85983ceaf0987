"""Call search: median and 95th percentile of 30 requests, queries and bytes, per kind of query."""

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import requests

from benchmarks.site import ROOT, environment, served

REQUESTS = 30
# The queries of the budget: none, one common word, three words, two filters, all with status=all.
QUERIES = {
    "no query": "status=all",
    "one common word": "status=all&q=energy",
    "three words": "status=all&q=energy+water+cities",
    "two filters": "status=all&priority=friska-ekosystem&programme=life",
    "open calls (the default page)": "",
}
COUNT = """
import json, sys, django
django.setup()
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
client = Client(headers={"host": "127.0.0.1"})
client.get("/sv/utlysningar/")
counts = {}
for name, query in json.loads(sys.argv[1]).items():
    with CaptureQueriesContext(connection) as captured:
        client.get(f"/sv/utlysningar/?{query}")
    counts[name] = len(captured)
print(json.dumps(counts))
"""


def measure(folder: Path) -> list[tuple[str, ...]]:
    """A row per query: name, hits, median and p95 in ms, queries, kB of HTML."""
    counts = _queries(folder)
    rows = []
    with served(folder) as address, requests.Session() as session:
        for name, query in QUERIES.items():
            page = session.get(f"{address}/sv/utlysningar/?{query}", timeout=60)
            page.raise_for_status()
            hits = session.get(f"{address}/api/calls/?{query}", timeout=60).json()["count"]
            times = [_timed(session, f"{address}/sv/utlysningar/?{query}") for _ in range(REQUESTS)]
            p95 = statistics.quantiles(times, n=20)[-1]
            figures = f"{statistics.median(times):.1f}", f"{p95:.1f}", f"{counts[name]}"
            rows.append((name, f"{hits}", *figures, f"{len(page.content) / 1000:.1f}"))
    return rows


def _timed(session: requests.Session, address: str) -> float:
    start = time.perf_counter()
    session.get(address, timeout=60)
    return (time.perf_counter() - start) * 1000


def _queries(folder: Path) -> dict[str, int]:
    printed = subprocess.run(
        [sys.executable, "-c", COUNT, json.dumps(QUERIES)],
        env={**environment(folder), "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}"},
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return json.loads(printed)
