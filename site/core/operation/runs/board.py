"""How far a run has come, and that it is to stop: seen by other processes while it writes.

Nobody sees what is written in its transaction, which may be open for long. On PostgreSQL a
connection of its own writes into the run's row. SQLite has one writer at a time, so that nobody
else can write there meanwhile; and everybody who uses it is on its machine: there it is a file.
"""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.db import DatabaseError, connection

from core.models import Run, User
from core.operation.alive import lock_folder


@dataclass(frozen=True)
class Standing:
    """How far a run has come: the fields of its row by the same names."""

    step: str = ""
    kind: str = ""
    done: int = 0
    total: int | None = None


class Stop(NamedTuple):
    """Who has asked that a run be stopped, and when."""

    by_id: int | None
    at: datetime


class Rows:
    """Of the run's process, on PostgreSQL."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._own = connection.copy()

    def tell(self, standing: Standing) -> Stop | None:
        """Write how far it is; returns whether it is to stop."""
        values = asdict(standing)
        setting = ", ".join(f"{name} = %s" for name in values)
        statement = f"UPDATE core_run SET {setting} WHERE id = %s RETURNING stop_by_id, stop_at"  # noqa: S608 - Standing's fields
        try:
            with self._own.cursor() as cursor:
                cursor.execute(statement, [*values.values(), self._run.pk])
                row = cursor.fetchone()
        except DatabaseError:
            self._own.close()  # and the next time another
            raise
        return Stop(*row) if row and row[1] else None

    def close(self) -> None:
        """Of a run that has ended."""
        self._own.close()


class Files:
    """Of the run's process, on SQLite."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def tell(self, standing: Standing) -> Stop | None:
        """Write how far it is; returns whether it is to stop."""
        _write(_path(self._run), asdict(standing))
        stop = _read(_stop_path(self._run))
        return stop and Stop(stop["by"], datetime.fromisoformat(stop["at"]))

    def close(self) -> None:
        """Of a run that has ended."""
        forget(self._run)


def board(run: Run) -> Rows | Files:
    """Where the process that does the run tells how far it is."""
    return Files(run) if connection.vendor == "sqlite" else Rows(run)


def standing(run: Run) -> Standing:
    """How far it is, for another process that has just read its row."""
    said = _read(_path(run)) if connection.vendor == "sqlite" and run.is_active else None
    if said is None:
        return Standing(run.step, run.kind, run.done, run.total)
    return Standing(**said)


def ask_to_stop(run: Run, *, by: User | None, at: datetime) -> None:
    """Ask the process that does the run to stop; it looks every second."""
    if connection.vendor == "sqlite":
        _write(_stop_path(run), {"by": by and by.pk, "at": at.isoformat()})
    else:
        Run.objects.active().filter(pk=run.pk).update(stop_by=by, stop_at=at)


def is_asked_to_stop(run: Run) -> bool:
    """Whether it will stop soon."""
    if connection.vendor == "sqlite":
        return run.is_active and _stop_path(run).exists()
    return run.is_active and run.stop_at is not None


def forget(run: Run) -> None:
    """Of a run that has not begun, or has ended."""
    for path in (_path(run), _stop_path(run)):
        path.unlink(missing_ok=True)


def _path(run: Run) -> Path:
    return lock_folder() / f"run-{run.pk}"


def _stop_path(run: Run) -> Path:
    return lock_folder() / f"run-{run.pk}-stop"


def _write(path: Path, content: dict[str, Any]) -> None:
    """At once: nobody reads half of it."""
    new = path.with_name(f"{path.name}-{os.getpid()}")
    new.write_text(json.dumps(content))
    new.replace(path)


def _read(path: Path) -> Any:
    with suppress(FileNotFoundError):
        return json.loads(path.read_text())
    return None
