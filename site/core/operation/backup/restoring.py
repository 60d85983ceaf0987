"""Restore a backup: all of it, or nothing.

Everything is read and compared with what the archive says of itself first. Then the database is
made anew beside the one in use: its tables by the migrations that the archive names, the rows,
the migrations that came later, the search. The files are unpacked beside those in use. Only then
do both take their places.
"""

import json
import logging
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from core.operation.backup import files, instead
from core.operation.backup.archive import Manifest, examined, members
from core.operation.backup.engines import NewDatabase, engine
from core.operation.backup.files import NewFiles
from core.operation.backup.parts import BackupError, folders, parts

log = logging.getLogger(__name__)
# With its indexes, and the copy that takes the place of the old one.
TIMES_THE_ROWS = 5


@dataclass(frozen=True)
class Restored:
    """What was put back.

    `unknown` are tables that no migration of this release makes, `later` what is still to be
    made anew.
    """

    manifest: Manifest
    unknown: list[str]
    later: list[str]


def restore(path: Path, *, replace: bool) -> Restored:
    """Make the site what it was. With `replace` also where there is one, which is lost.

    Raises BackupError with a sentence, and has changed nothing then.
    """
    try:
        with connection.wrap_database_errors, path.open("rb") as source:
            manifest = examined(path, source)
            _refuse_what_cannot_be(manifest, replace=replace)
            return _restore(source, manifest)
    except (OSError, DatabaseError, UnicodeError, ValueError) as error:
        sentence = _("Nothing was restored, and nothing changed: %(why)s.") % {"why": error}
        raise BackupError(sentence) from error


def _refuse_what_cannot_be(manifest: Manifest, *, replace: bool) -> None:
    unknown = [".".join(key) for key in sorted(had(manifest) - _known_migrations())]
    if unknown:
        raise BackupError(
            _(
                "The backup is of a newer release, or of another site: this one has no migration"
                " %(names)s. Nothing was changed."
            )
            % {"names": ", ".join(unknown[:5])}
        )
    kept = {name.split("/")[1] for name in manifest.sizes if name.startswith("files/")}
    if strange := kept - set(folders()):
        raise BackupError(
            _("The backup has files that this release has no place for: %(names)s.")
            % {"names": ", ".join(sorted(strange))}
        )
    used = [str(folder) for folder in folders().values() if files.in_use(folder)]
    if engine().in_use():
        used.insert(0, _("the database"))
    if used and not replace:
        raise BackupError(
            _("There is something already: %(what)s. With --replace it is lost for the backup's.")
            % {"what": ", ".join(used)}
        )
    _refuse_where_space_is_short(manifest)


def _refuse_where_space_is_short(manifest: Manifest) -> None:
    """What is in use stays until the end, so that there must be room beside it."""
    needed: dict[int, tuple[Path, int]] = {}
    wanted = [(folder, manifest.bytes_of("files")) for folder in folders().values()]
    if database := engine().folder():
        wanted.append((database, manifest.bytes_of("tables") * TIMES_THE_ROWS))
    for folder, size in wanted:
        there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
        device = there.stat().st_dev
        needed[device] = (there, needed.get(device, (there, 0))[1] + size)
    for place, size in needed.values():
        if (free := shutil.disk_usage(place).free) < size:
            raise BackupError(
                _(
                    "There is too little space at %(place)s: %(needed)d MB are needed, %(free)d"
                    " are free."
                )
                % {"place": place, "needed": size // 1_000_000, "free": free // 1_000_000}
            )


def had(manifest: Manifest) -> set[tuple[str, str]]:
    """The migrations that the archive's database had."""
    return {(app, name) for app, name in manifest.migrations}


def _known_migrations() -> set[tuple[str, str]]:
    """Those of this code, and those that one of them stands for."""
    known = MigrationLoader(None).disk_migrations
    replaced = {key for migration in known.values() for key in migration.replaces}
    return {*known, *replaced}


def _restore(source: IO[bytes], manifest: Manifest) -> Restored:
    with ExitStack() as stack:
        coming = {
            part: stack.enter_context(files.gathered(folder)) for part, folder in folders().items()
        }
        database = stack.enter_context(engine().new_database())
        with instead.alone(), database.used():
            _migrate_to(had(manifest))
            with database.filling():
                unknown = list(_unpack(source, database, coming))
                database.set_sequences(manifest.sequences)
            call_command("migrate", verbosity=0, interactive=False)
            for _name, part in parts:
                if part.renew:
                    part.renew()
        with ExitStack() as swapped:
            for new in coming.values():
                swapped.enter_context(new.in_place())
            database.take_place()
    return Restored(manifest, unknown, list(_follow()))


def _follow() -> Iterator[str]:
    """What can be mended later stops nothing; yields a sentence for each that failed."""
    follow = {name: part.follow for name, part in parts if part.follow}
    for name, act in follow.items():
        try:
            act()
        except Exception as error:
            log.exception("after the restoring: %s", name)
            yield f"{name}: {error}"


def _migrate_to(had: set[tuple[str, str]]) -> None:
    """Make the tables as the archive's were; no signal is sent, since the rows are to come."""
    executor = MigrationExecutor(connection)
    every = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    plan = [
        (migration, backwards)
        for migration, backwards in every
        if (migration.app_label, migration.name) in had or had.intersection(migration.replaces)
    ]
    executor.migrate(None, plan)


def _unpack(source: IO[bytes], database: NewDatabase, coming: dict[str, NewFiles]) -> Iterator[str]:
    """Put every member where it belongs; yields the tables that there is no place for."""
    for name, content in members(source):
        kind, _slash, rest = name.partition("/")
        if kind == "files":
            part, _slash, below = rest.partition("/")
            coming[part].add(below, content)
        elif kind == "tables":
            rows = (json.loads(line) for line in content)
            if (columns := next(rows, None)) is None:
                raise ValueError(name)
            if database.columns(rest):
                database.load(rest, columns, rows)
            else:
                yield rest
