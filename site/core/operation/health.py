"""Whether the site is well: each app registers its own checks here.

A check returns nothing when all is well, and a remark, a sentence, where public pages are and
something else is not: mail waits, nobody can save. It raises any exception where public pages
suffer.
"""

import logging
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from core.access import demo_accounts
from core.models import ContentVersion, SearchEntry, SearchNote
from core.operation.locks import waiting_at_most
from core.operation.optional_cache import OptionalCache
from core.registry import Registry
from core.search.breaker import searching, writing

log = logging.getLogger(__name__)
LITTLE_ROOM = 200 * 2**20  # bytes
PATIENCE = 1.0  # seconds for the database to take a write
checks: Registry[Callable[[], str | None]] = Registry("health check")


class Unwell(Exception):
    """A check's own way to say what is wrong."""


def database() -> str | None:
    """The database answers, or pages suffer; and it takes a write, or nobody can save.

    The write is one that nobody else would wait for, and changes nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    try:
        with waiting_at_most(PATIENCE), transaction.atomic():
            _write_nothing()
    except DatabaseError as error:
        return f"it can be read and not written, nobody can save; {type(error).__name__}: {error}"
    return None


def _write_nothing() -> None:
    """Write what stood there, or a row that is rolled back.

    SQLite notices that its disk is full when it commits, and not before.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            (version,) = cursor.execute("PRAGMA user_version").fetchone()
            cursor.execute(f"PRAGMA user_version = {version}")
        return
    ContentVersion.objects.bulk_create([ContentVersion(word="health")])
    transaction.set_rollback(True)


@cache
def known_migrations() -> frozenset[tuple[str, str]]:
    """The migrations that this code has; read from the disk once."""
    return frozenset(MigrationLoader(None).disk_migrations)


def migrations() -> None:
    """The database has every migration of this code."""
    missing = sorted(".".join(key) for key in unapplied())
    if missing:
        raise Unwell(f"not migrated: {', '.join(missing)}")


def unapplied() -> frozenset[tuple[str, str]]:
    """The migrations of this code that the database has not had yet."""
    return known_migrations() - set(MigrationRecorder(connection).applied_migrations())


def search() -> str | None:
    """The index can be read, or pages suffer; and the cluster answers, where there is one."""
    SearchEntry.objects.exists()
    return search_cluster()


def search_cluster() -> str | None:
    """The search cluster, where there is one; without it the site is slower and otherwise well."""
    if not settings.SEARCH_URL or (searching.closed() and writing.closed()):
        return None
    state = "takes no changes" if searching.closed() else "away, the database answers"
    return f"{state}; {SearchNote.objects.count()} changes wait"


def kept_for_speed() -> str | None:
    """The caches can be written; without them the site is slower and otherwise well."""
    named = [(name, caches[name]) for name in settings.CACHES]
    asked = [(name, each.trouble()) for name, each in named if isinstance(each, OptionalCache)]
    troubles = [f"{name}: {trouble}" for name, trouble in asked if trouble]
    return f"away, pages take longer; {'; '.join(troubles)}" if troubles else None


def uploads() -> str | None:
    """Files can be stored; without that what is there is shown, and nothing new is taken."""
    folder = Path(settings.MEDIA_ROOT)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=folder, prefix=".health-") as file:
            file.write(b"x")
            file.flush()
    except OSError as error:
        return f"files cannot be stored; {type(error).__name__}: {error}"
    return None


def disk() -> str | None:
    """There is room where the database and the files are."""
    places = {"files": Path(settings.MEDIA_ROOT)}
    if connection.vendor == "sqlite":
        places["database"] = Path(connection.settings_dict["NAME"]).parent
    full = []
    for name, folder in places.items():
        try:
            room = shutil.disk_usage(_present(folder)).free
        except OSError as error:  # a folder that this user may not look into
            full.append(f"the room for the {name} is not known; {type(error).__name__}: {error}")
            continue
        if room < LITTLE_ROOM:
            full.append(f"{room // 2**20} MB left for the {name} in {folder}")
    return "; ".join(full) or None


def _present(folder: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    return next(path for path in (folder.absolute(), *folder.absolute().parents) if path.is_dir())


def demo() -> str | None:
    """No demo account is where there is no demo; it is refused, and no illness."""
    return demo_accounts.remark() or None


def examine() -> tuple[bool, dict[str, str]]:
    """Whether all is well, and each check's name with "ok" or what it says."""
    well, answers = True, {}
    for name, check in checks:
        try:
            answers[name] = check() or "ok"
        except Exception as error:
            log.warning("health check %s failed", name, exc_info=True)
            answers[name] = f"{type(error).__name__}: {error}"
            well = False
    return well, answers
