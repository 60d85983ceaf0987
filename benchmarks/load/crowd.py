"""Visitors (benchmarks.load.visitors) in a process of their own: locust puts itself into Python."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, Self

from benchmarks.site import ROOT

HEAD = ("page", "requests", "failures", "median ms", "p95 ms", "p99 ms", "slowest ms", "requests/s")
VISITORS = Path(__file__).with_name("visitors.py")
SPAWNED = 10  # seconds in which they come, one after the other


class Crowd:
    """So many visitors of an address while it is entered."""

    def __init__(self, address: str, users: int, *, engine: str, folder: Path) -> None:
        self.figures = folder / "figures.json"
        options = {
            "locustfile": VISITORS,
            "host": address,
            "users": users,
            "spawn-rate": users / SPAWNED,
            "loglevel": "ERROR",
            "json-file": self.figures.with_suffix(""),
        }
        self.command = [
            *(sys.executable, "-m", "locust", "--headless", "--only-summary"),
            *(f"--{name}={value}" for name, value in options.items()),
        ]
        self.environment = {**os.environ, "LOAD_ENGINE": engine, "PYTHONPATH": str(ROOT)}

    def __enter__(self) -> Self:
        self.process = subprocess.Popen(self.command, env=self.environment, cwd=ROOT)
        return self

    def __exit__(self, *raised: object) -> None:
        self.leave()

    def leave(self) -> bool:
        """Whether anything failed that they did; standard error says what."""
        self.process.terminate()
        return self.process.wait(timeout=120) != 0

    def rows(self) -> list[tuple[str, ...]]:
        """Under HEAD: of each kind of page, and of all."""
        kinds = sorted(json.loads(self.figures.read_text()), key=lambda kind: kind["name"])
        seconds = max(kind["last_request_timestamp"] for kind in kinds) - min(
            kind["start_time"] for kind in kinds
        )
        each = (_row(kind["name"], [kind], seconds) for kind in kinds)
        return [*each, _row("all", kinds, seconds)]


def _row(name: str, kinds: Sequence[dict[str, Any]], seconds: float) -> tuple[str, ...]:
    times: Counter[int] = Counter()  # rounded by locust to two figures
    for kind in kinds:
        times.update({int(ms): number for ms, number in kind["response_times"].items()})
    number = times.total()
    figures = (
        f"{number:,}",
        f"{sum(kind['num_failures'] for kind in kinds)}",
        *(f"{_within(times, share)}" for share in (0.5, 0.95, 0.99)),
        f"{max(kind['max_response_time'] for kind in kinds):.0f}",
    )
    return name, *figures, f"{number / seconds:.1f}"


def _within(times: Counter[int], share: float) -> int:
    """The milliseconds within which that share was answered."""
    in_order = sorted(times)
    answered = accumulate(times[ms] for ms in in_order)
    wanted = share * times.total()
    return next(ms for ms, n in zip(in_order, answered, strict=True) if n >= wanted)
