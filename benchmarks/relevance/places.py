"""Sites to ask: an empty one, which is kept, and throw-away copies of it."""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from benchmarks.site import ROOT, Site

KEPT = ROOT / "var" / "bench" / "relevance"
MIGRATION = ("migrations", ".py")


def empty_site() -> Site:
    """A municipality's site without calls.

    Making one takes half a minute: it is kept, until what it was made from is another.
    """
    site = Site(KEPT / _made_from())
    if not database(site).exists():
        shutil.rmtree(KEPT, ignore_errors=True)
        unfinished = Site(KEPT / "unfinished")
        unfinished.folder.mkdir(parents=True)
        unfinished.manage("migrate", "--verbosity=0")
        unfinished.manage("load_profile", "kristianstad")
        unfinished.folder.rename(site.folder)
    return site


def copy(site: Site, folder: Path) -> Site:
    """The same site, in a folder of its own."""
    folder.mkdir(parents=True)
    copied = Site(folder)
    with (
        closing(sqlite3.connect(database(site))) as old,
        closing(sqlite3.connect(database(copied))) as new,
    ):
        old.backup(new)
    return copied


def database(site: Site) -> Path:
    """Its file."""
    return site.folder / "bench.sqlite3"


def _made_from() -> str:
    """Sixteen digits of the migrations, and of the profiles and programmes that are loaded."""
    folders = [ROOT / "site", *(path.parent for path in ROOT.glob("*/apps.py"))]
    files = (path for folder in folders for path in sorted(folder.rglob("*")))
    found = hashlib.sha256()
    for path in files:
        if path.suffix == ".toml" or (path.parent.name, path.suffix) == MIGRATION:
            found.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return found.hexdigest()[:16]
