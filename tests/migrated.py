"""The migrated test database: made once, kept, and copied into every worker's memory."""

import fcntl
import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.core.management.commands.migrate import Command
from django.db import connection

from tests.parts import ROOT

FOLDER = ROOT / ".pytest_cache" / "migrated"


def _key() -> str:
    """Changes with every migration, ours or an installed package's."""
    found = hashlib.sha256((ROOT / "requirements-dev.lock").read_bytes())
    for app in ("site/core", "network", "opportunities", "projects", "home"):
        for path in sorted((ROOT / app / "migrations").glob("*.py")):
            found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()[:16]


@contextmanager
def migrated_once() -> Iterator[None]:
    """Within it `migrate` copies the kept database; the first to come makes it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    kept = FOLDER / f"{_key()}.sqlite3"
    migrate = Command.handle

    def copy(command: Command, *args: Any, **options: Any) -> None:
        with (FOLDER / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not kept.exists():
                migrate(command, *args, **options)
                _save(kept)
                return
        with closing(sqlite3.connect(kept)) as source:
            connection.ensure_connection()
            source.backup(connection.connection)

    on_sqlite = connection.vendor == "sqlite"
    with patch.object(Command, "handle", copy) if on_sqlite else nullcontext():
        yield


def _save(kept: Path) -> None:
    for old in FOLDER.glob("*.sqlite3"):
        old.unlink()
    unfinished = kept.with_suffix(".new")
    with closing(sqlite3.connect(unfinished)) as target:
        connection.connection.backup(target)
    unfinished.rename(kept)
