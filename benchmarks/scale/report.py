"""The tables of `docs/benchmarks.md`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.calls import Figures
from benchmarks.scale.kept import Built, Record
from benchmarks.tables import table

BEGINNING = 160  # characters of a statement


@dataclass(frozen=True)
class Measured:
    """One engine at one size. MB of memory of the worker and of the servers afterwards."""

    title: str
    record: Record
    built: Built
    figures: Sequence[Figures]
    worker: float
    servers: float


def searches(by_size: Mapping[int, Measured]) -> None:
    """A row per query: each size's times, and how many times longer the largest takes."""
    sizes = sorted(by_size)
    head = ["query"]
    for size in sizes:
        head += [f"hits of {size:,}", "median ms", "p95 ms", "CPU ms"]
    if len(sizes) > 1:
        head += [f"{sizes[-1]:,} / {sizes[0]:,}", "the same in CPU"]
    rows = []
    for same in zip(*(by_size[size].figures for size in sizes), strict=True):
        row = [same[0].name]
        for figures in same:
            row += [f"{figures.hits:,}", f"{figures.median:.1f}", f"{figures.p95:.1f}"]
            row += [f"{figures.cpu:.0f}"]
        if len(sizes) > 1:
            row += [f"{same[-1].median / same[0].median:.1f}"]
            row += [f"{same[-1].cpu / same[0].cpu:.1f}" if same[0].cpu else "–"]
        queries = "/".join(dict.fromkeys(str(len(f.statements)) for f in same))
        rows.append([*row, queries, f"{max(f.kilobytes for f in same):.1f}"])
    table(by_size[sizes[0]].title, (*head, "database queries", "kB HTML"), rows)


def costs(by_engine: Mapping[str, Mapping[int, Measured]]) -> None:
    """Building and keeping the index."""
    head = (
        *("engine", "calls", "index built in s", "CPU s and peak MB of that process"),
        *("calls, MB on disk", "with index", "outside the database"),
        *("worker MB", "servers MB"),
    )
    rows = [
        (
            one.title,
            f"{size:,}",
            f"{one.built.seconds:.0f}",
            f"{one.built.cpu:.0f}, {one.built.peak:.0f}",
            f"{one.record.size:.0f}",
            f"{one.built.database:.0f}",
            f"{one.built.cluster:.0f}" if one.built.cluster else "–",
            f"{one.worker:.0f}",
            f"{one.servers:.0f}" if one.servers else "–",
        )
        for by_size in by_engine.values()
        for size, one in sorted(by_size.items())
    ]
    table("Building and keeping the index", head, rows)


def statements(title: str, figures: Sequence[Figures]) -> None:
    """Where the time goes: all statements of a query together, and the two slowest."""
    rows = []
    for one in figures:
        total = sum(ms for ms, _sql in one.statements)
        for ms, sql in sorted(one.statements, reverse=True)[:2]:
            beginning = re.sub(r"\s+", " ", sql).replace("|", "\\|").strip()[:BEGINNING]
            rows.append((one.name, f"{total:.0f}", f"{ms:.0f}", f"`{beginning}`"))
    table(f"{title}: statements", ("query", "all, ms", "ms", "statement"), rows)
