"""Databases that take long to make: made once, kept, and copied for whoever needs one.

One is kept under a label and a key: what it was made from. With another key it is made anew.
"""

import fcntl
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from config.apps import APPS
from core.search.vocabulary import own
from tests.database_engines import FOLDER, database_used, engine, new_database
from tests.factories.core import site_tree
from tests.parts import ROOT

# An app is a folder of the root, or of site/.
FOLDERS = [parent / app for parent in (ROOT, ROOT / "site") for app in APPS]


def migrated() -> str:
    """The name of the kept database as `migrate` makes it, with the words of the search."""
    key = digest([*own.files(), *own.MAKERS], _tables_key())
    return kept("words", key, partial(own.refresh, at=timezone.now()), upon=_tables)


def _tables() -> str:
    """Every migration, ours and the installed packages'; its words may be older ones."""
    return kept("migrated", _tables_key(), partial(call_command, "migrate", verbosity=0))


def _tables_key() -> str:
    migrations = [path for folder in FOLDERS for path in (folder / "migrations").glob("*.py")]
    return digest([ROOT / "requirements-dev.lock", *migrations], *settings.INSTALLED_APPS)


def started() -> str:
    """The same with start pages in both languages: nearly every test needs them."""
    return kept("started", everything_that_loads(), site_tree, upon=migrated)


def kept(
    label: str, key: str, fill: Callable[[], object], *, upon: Callable[[], str] | None = None
) -> str:
    """The name of the kept database; who comes first makes it.

    Making it, `fill` writes into a copy of the database that `upon` names, or into an empty one.
    """
    name = engine().kept_name(label, key)
    with _alone(label):
        if not engine().exists(name):
            for old in engine().kept_names(label):
                engine().drop(old)
            with new_database(FOLDER, template=upon and upon()) as unfinished:
                with database_used(unfinished):
                    fill()
                engine().rename(unfinished, name)
    return name


@contextmanager
def _alone(label: str) -> Iterator[None]:
    """Other workers wait."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{label}-{connection.vendor}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def digest(paths: list[Path], *more: str) -> str:
    """Sixteen hexadecimal digits that change with the files, and with the words after them."""
    found = hashlib.sha256(" ".join(more).encode())
    for path in sorted(paths):
        found.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return found.hexdigest()[:16]


@cache
def everything_that_loads() -> str:
    """A key that changes with the project's own files, and with the day that dates count from."""
    folders = [ROOT / "site", *FOLDERS, ROOT / "tests" / "factories"]
    paths = {path for folder in folders for path in folder.rglob("*")}
    files = [path for path in paths if path.is_file() and "__pycache__" not in path.parts]
    return digest([ROOT / "requirements-dev.lock", *files], timezone.localdate().isoformat())
