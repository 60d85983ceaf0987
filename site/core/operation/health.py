"""Whether the site is well: each app registers its own checks here.

A check returns nothing when all is well, or a remark though the site is well, and raises any
exception when it is not.
"""

import logging
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from core.models import SearchEntry, SearchNote
from core.registry import Registry
from core.search.breaker import searching, writing

log = logging.getLogger(__name__)
checks: Registry[Callable[[], str | None]] = Registry("health check")


class Unwell(Exception):
    """A check's own way to say what is wrong."""


def database() -> None:
    """The database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


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


def search_index() -> None:
    """The index of the search can be read."""
    SearchEntry.objects.exists()


def search_cluster() -> str | None:
    """The search cluster, where there is one; without it the site is slower and otherwise well."""
    if not settings.SEARCH_URL or (searching.closed() and writing.closed()):
        return None
    state = "takes no changes" if searching.closed() else "away, the database answers"
    return f"{state}; {SearchNote.objects.count()} changes wait"


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
