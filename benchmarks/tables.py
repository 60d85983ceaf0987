"""What is printed: Markdown tables, and the machine they were measured on."""

import os
import platform
import re
from collections.abc import Iterable, Sequence
from pathlib import Path


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a Markdown table under its title."""
    print(f"{title}\n")
    print(f"| {' | '.join(head)} |")
    print(f"| {' | '.join('---' for _ in head)} |")
    for row in rows:
        print(f"| {' | '.join(row)} |")
    print(flush=True)


def machine() -> str:
    """Cores, memory and processor, the Python, and how busy the machine is otherwise."""
    memory = _first(r"MemTotal:\s+(\d+)", "/proc/meminfo")
    processor = _first(r"model name\s*:\s*(.+)", "/proc/cpuinfo") or platform.machine()
    parts = [f"{os.cpu_count()} cores", processor]
    if memory:
        parts.insert(1, f"{int(memory) / 1024**2:.0f} GB memory")
    parts += [f"{platform.system()} {platform.machine()}", f"Python {platform.python_version()}"]
    return f"{', '.join(parts)}; load average before it {os.getloadavg()[0]:.1f}"


def _first(pattern: str, path: str) -> str:
    try:
        match = re.search(pattern, Path(path).read_text())
    except OSError:
        match = None
    return match[1].strip() if match else ""
