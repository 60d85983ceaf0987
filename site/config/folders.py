"""The folders that the site writes into: whether it can."""

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

FILE_CACHE = "FileBasedCache"


def need_database_folder(database: dict[str, Any]) -> None:
    """SQLite writes files of its own beside the database's. Raises ImproperlyConfigured."""
    name = str(database["NAME"])
    if not database["ENGINE"].endswith("sqlite3") or name == ":memory:" or name.startswith("file:"):
        return
    file = Path(name)
    if problem := unusable(file.parent):
        raise ImproperlyConfigured(f"DATABASE_URL keeps the database in {file.parent}, {problem}.")
    if file.exists() and not os.access(file, os.R_OK | os.W_OK):
        raise ImproperlyConfigured(
            f"DATABASE_URL names {file}, which this user may not read and write."
        )


def need_cache_folders(caches: dict[str, dict[str, Any]]) -> None:
    """A cache in files makes its own folder where it may. Raises ImproperlyConfigured."""
    for cache in caches.values():
        if cache.get("BEHIND", cache["BACKEND"]).endswith(FILE_CACHE):
            folder = Path(cache["LOCATION"])
            there = next(place for place in (folder, *folder.parents) if place.exists())
            if problem := unusable(there):
                raise ImproperlyConfigured(
                    f"The cache is to be kept in {folder}, and there is {there}, {problem}, "
                    "or set CACHE_URL."
                )


def unusable(folder: Path) -> str:
    """Why the site cannot write there, as the end of a sentence; nothing where it can."""
    if not folder.exists():
        return "which does not exist: make the folder, for the user that runs the site"
    if not folder.is_dir():
        return "which is no folder"
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return "which this user cannot write into: give it to the user that runs the site"
    return ""
