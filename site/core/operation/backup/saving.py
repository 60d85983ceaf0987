"""Make a backup: one file, of one moment, while people write.

The files are read before the database's moment and again after it. A row is written after its
file, so that each row's file was there by the first reading or came before the last; and one that
was deleted meanwhile is kept from the first. Only what comes and goes within the moment itself,
between two looks into a folder, has a row and no file.
"""

import json
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO

from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from core.operation.backup import files
from core.operation.backup.archive import Manifest, Writer, written
from core.operation.backup.engines import Snapshot, engine
from core.operation.backup.files import Seen
from core.operation.backup.parts import BackupError, folders, left_out

MIGRATIONS = "django_migrations"  # run again by a restoring, which the manifest tells which
IN_MEMORY = 10_000_000  # bytes of a table before they are written to the disk in between


def save(path: Path, *, at: datetime) -> Manifest:
    """Write everything into a new file at `path`, which only its owner may read.

    Raises BackupError with a sentence, and leaves nothing behind then.
    """
    try:
        with connection.wrap_database_errors, _new_file(path) as target:
            manifest = Manifest(
                made_at=at.isoformat(),
                engine=f"{connection.vendor} {_server_version()}",
                versions={name: version(name) for name in ("Django", "wagtail")},
            )
            with written(target, manifest) as writer:
                _save(writer, path.parent)
            return manifest
    except FileExistsError as error:
        sentence = _("%(path)s is there already, and is not overwritten.") % {"path": path}
        raise BackupError(sentence) from error
    except (OSError, DatabaseError) as error:
        sentence = _("The backup could not be made: %(why)s.") % {"why": error}
        raise BackupError(sentence) from error


def _server_version() -> str:
    with connection.temporary_connection():
        return ".".join(map(str, connection.get_database_version()))


@contextmanager
def _new_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that is at `path` once the block has ended well; FileExistsError where one is."""
    if os.path.lexists(path):
        raise FileExistsError(path)
    number, name = tempfile.mkstemp(prefix=".backup-", dir=path.parent)
    temporary = Path(name)
    try:
        with open(number, "wb") as target:
            yield target
            target.flush()
            os.fsync(target.fileno())
        try:
            os.link(temporary, path)
        except PermissionError:  # a file system without second names
            if os.path.lexists(path):
                raise FileExistsError(path) from None
            temporary.rename(path)
    finally:
        temporary.unlink(missing_ok=True)


def _save(writer: Writer, between: Path) -> None:
    seen: dict[str, Seen] = {part: {} for part in folders()}

    def save_files() -> None:
        for part, folder in folders().items():
            files.save(writer, part, folder, seen[part], until_ns=time.time_ns())

    save_files()  # may take long
    save_files()  # what has come meanwhile
    with engine().snapshot() as snapshot:
        save_files()
        _save_tables(writer, snapshot, between)


def _save_tables(writer: Writer, snapshot: Snapshot, between: Path) -> None:
    manifest = writer.manifest
    if MIGRATIONS not in snapshot.tables():
        raise BackupError(_("There is nothing to back up: the database has no tables."))
    columns = snapshot.columns(MIGRATIONS)
    app, name = columns.index("app"), columns.index("name")
    rows = snapshot.rows(MIGRATIONS)
    manifest.migrations = sorted([str(row[app]), str(row[name])] for row in rows)
    manifest.sequences = snapshot.sequences()
    for table in snapshot.tables():
        if table != MIGRATIONS and table not in left_out():
            with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY, dir=str(between)) as lines:
                lines.write(_line(snapshot.columns(table)))
                manifest.rows[table] = 0
                for row in snapshot.rows(table):
                    lines.write(_line(row))
                    manifest.rows[table] += 1
                size = lines.tell()
                lines.seek(0)
                writer.add(f"tables/{table}", lines, size)


def _line(values: list) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
