"""Writing a database into a file beside this module, and reading it back."""

import gzip
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection

from tests.servers.postgresql import programs

FOLDER = Path(__file__).resolve().parent


def path_of(release: str) -> Path:
    """The file of a release's database, for the engine in use."""
    suffix = {"sqlite": "sqlite3", "postgresql": "sql"}[connection.vendor]
    return FOLDER / f"{release}.{suffix}.gz"


def releases() -> list[str]:
    """Those that there is a file of."""
    suffix = path_of("").name
    return sorted(path.name.removesuffix(suffix) for path in FOLDER.glob(f"*{suffix}"))


def dump(release: str) -> None:
    """Write the database in use; the same rows give the same bytes."""
    name = settings.DATABASES["default"]["NAME"]
    content = _copied(Path(name)) if connection.vendor == "sqlite" else _pg_dump(name)
    path_of(release).write_bytes(gzip.compress(content, mtime=0))


def _copied(path: Path) -> bytes:
    """The whole database: what was committed last may still stand beside its file."""
    copy = path.with_suffix(".copy")
    with closing(sqlite3.connect(path)) as source:
        source.execute("VACUUM INTO ?", [str(copy)])
    content = copy.read_bytes()
    copy.unlink()
    return content


def _pg_dump(name: str) -> bytes:
    server = settings.DATABASES["default"]
    done = subprocess.run(
        [str(programs() / "pg_dump"), "--inserts", "--no-owner", "--no-privileges", name],
        env={
            **os.environ,
            "PGHOST": server["HOST"],
            "PGPORT": str(server["PORT"]),
            "PGUSER": server["USER"],
            "PGPASSWORD": server["PASSWORD"],
        },
        stdout=subprocess.PIPE,
        check=True,
    )
    # What begins so is meant for psql.
    lines = done.stdout.splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(b"\\"))


def load(release: str, name: str) -> None:
    """Fill the empty database of that name."""
    with gzip.open(path_of(release)) as source:
        if connection.vendor == "sqlite":
            with Path(name).open("wb") as target:
                shutil.copyfileobj(source, target)
            return
        script = source.read().decode()
    server = settings.DATABASES["default"]
    with psycopg.connect(
        host=server["HOST"],
        port=server["PORT"],
        user=server["USER"],
        password=server["PASSWORD"],
        dbname=name,
        autocommit=True,
    ) as target:
        target.execute(script)
