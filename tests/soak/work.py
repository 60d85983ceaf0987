"""Tasks of the worker while it is killed, and what has become of each."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.operation.tasks import MOST_TRIES, task
from tests.soak.stores import Store

ENQUEUE = """
from tests.soak.work import often, once
with open({noted!r}, "a") as noted:
    for number in range({first}, {first} + {many}):
        (once if number % 2 else often).enqueue(number, {done!r})
        print(number, file=noted, flush=True)
"""
ROWS = (
    "SELECT status, args_kwargs, worker_ids, exception_class_path"
    " FROM django_tasks_database_dbtaskresult"
)
KILLED = "builtins.ChildProcessError"


def _work(number: int, done: str) -> None:
    """An effect outside of the database, which no rollback takes back, and some time."""
    with Path(done).open("a") as file:
        print(number, file=file, flush=True)
    hashlib.pbkdf2_hmac("sha256", b"x", b"y", 500_000)


@task(repeatable=True)
def often(number: int, done: str) -> None:
    _work(number, done)


@task(repeatable=False)
def once(number: int, done: str) -> None:
    _work(number, done)


@dataclass(frozen=True)
class Row:
    """What the database says of a task."""

    number: int
    status: str
    workers: int
    error: str

    def is_right(self, times: int) -> bool:
        """Whether it was done as often as it may be, or its worker was killed too often."""
        repeatable = self.number % 2 == 0
        if self.status == "SUCCESSFUL":
            return times == 1 or (repeatable and 1 < times <= self.workers)
        killed = self.workers == (MOST_TRIES if repeatable else 1) and self.error == KILLED
        return self.status == "FAILED" and killed and times <= self.workers


def _read(row: tuple[Any, ...]) -> Row:
    status, arguments, workers, error = (
        json.loads(value) if isinstance(value, str) and value[:1] in "[{" and value else value
        for value in row
    )
    return Row(arguments["args"][0], status, len(workers), error)


@dataclass(frozen=True)
class Work:
    """What was enqueued in a folder and what was done, as two files say it."""

    folder: Path

    def script(self, many: int) -> str:
        """Enqueues so many more, and notes each when it is committed; for `manage.py shell`."""
        first = len(self._numbers("noted"))
        paths = {"noted": str(self._path("noted")), "done": str(self._path("done"))}
        return ENQUEUE.format(first=first, many=many, **paths)

    @property
    def begun(self) -> int:
        """How often a task was begun."""
        return len(self._numbers("done"))

    def faults(self, store: Store) -> list[str]:
        """What was lost, is not done yet, or was done more often than it may be."""
        rows = {task.number: task for task in map(_read, store.rows(ROWS))}
        done = Counter(self._numbers("done"))
        lost = [f"{number} is lost" for number in self._numbers("noted") if number not in rows]
        return lost + [
            f"{task}, done {done[task.number]} times"
            for task in rows.values()
            if not task.is_right(done[task.number])
        ]

    def _path(self, what: str) -> Path:
        return self.folder / f"tasks.{what}"

    def _numbers(self, what: str) -> list[int]:
        """Of the lines that are whole."""
        path = self._path(what)
        lines = path.read_text().splitlines(keepends=True) if path.exists() else []
        return [int(line) for line in lines if line.endswith("\n")]
