"""A database of a test's own, which several threads and processes may write at once.

What is committed there is gone with it, so that nothing has to be put back for the next test.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from tests.migrated import InFile, kept_database


@contextmanager
def own_copy(folder: Path) -> Iterator[None]:
    """Within it Django's default database, in every thread, is a migrated one that is empty."""
    outside = connections[DEFAULT_DB_ALIAS]
    settings = outside.settings_dict
    name = settings["NAME"]
    settings["NAME"] = _copy(outside, folder)
    del connections[DEFAULT_DB_ALIAS]
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS].close()
        copy, settings["NAME"] = settings["NAME"], name
        connections[DEFAULT_DB_ALIAS] = outside
        if outside.vendor == "postgresql":
            with outside._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{copy}" WITH (FORCE)')


def _copy(outside: Any, folder: Path) -> str:
    kept = kept_database()
    if isinstance(kept, InFile):
        return str(shutil.copy(kept.path, folder / "copy.sqlite3"))
    copy = f"{outside.settings_dict['NAME']}_copy"
    with outside._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{kept.name}"')
    return copy
