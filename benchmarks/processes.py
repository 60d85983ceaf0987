"""What running processes cost, with all that they have started: read from /proc."""

import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path


def memory(pids: Sequence[int]) -> float:
    """MB; what several of them share counts once."""
    return sum(_memory(process) for pid in pids for process in _tree(pid))


def cpu(pids: Sequence[int]) -> float:
    """Milliseconds of processor so far, also of what has ended; in steps of ten."""
    return sum(_cpu(process) for pid in pids for process in _tree(pid))


def children(pid: int) -> set[int]:
    """Those that it has started itself."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return {int(child) for task in tasks for child in _read(task).split()}


def wait_until(condition: Callable[[], bool], *, seconds: float = 300) -> None:
    """Return when it holds. Raises TimeoutError."""
    give_up = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > give_up:
            raise TimeoutError(f"nothing of it in {seconds:.0f} s")
        time.sleep(0.05)


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for child in children(pid):
        yield from _tree(child)


def _memory(pid: int) -> float:
    """Its own pages, and its part of those that it shares with others."""
    match = re.search(r"^Pss:\s+(\d+)", _read(Path(f"/proc/{pid}/smaps_rollup")), re.MULTILINE)
    return int(match[1]) / 1024 if match else 0.0


def _cpu(pid: int) -> float:
    """In user and in system mode, its own and that of its children that have ended."""
    after_name = _read(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()
    return sum(map(int, after_name[11:15])) * 1000 / os.sysconf("SC_CLK_TCK")


def _read(path: Path) -> str:
    """Empty where the process has just ended."""
    try:
        return path.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""
