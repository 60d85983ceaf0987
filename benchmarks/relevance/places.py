"""Throw-away sites with a vocabulary each: none, the project's own, the thesauri as well."""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from django.apps import apps

from benchmarks.relevance.samples import SHARED
from benchmarks.site import ROOT, Site

NONE, OWN, THESAURI = VOCABULARIES = ("none", "own", "thesauri")
FILES = ("eurovoc_sv_en.tsv.gz", "yso_sv_en.tsv.gz")
KEPT = ROOT / "var" / "bench" / "relevance"
LOADS = ("migrations", ".py")
COMMAND = "management/commands/load_vocabulary.py"


def has_vocabulary() -> bool:
    """Whether this version of the site widens a question's words at all."""
    return any(path for folder in (ROOT, ROOT / "site") for path in folder.glob(f"*/{COMMAND}"))


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


def with_vocabulary(site: Site, folder: Path, vocabulary: str) -> Site:
    """A copy of the site that knows those words."""
    copied = copy(site, folder / vocabulary)
    if vocabulary == NONE and has_vocabulary():
        copied.call("benchmarks.relevance.places", "forget()")
    if vocabulary == THESAURI:
        for name in FILES:
            copied.manage("load_vocabulary", str(SHARED / name))
    return copied


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
    """Sixteen digits of the migrations, and of the tables and words that are loaded."""
    folders = [ROOT / "site", *(path.parent for path in ROOT.glob("*/apps.py"))]
    files = (path for folder in folders for path in sorted(folder.rglob("*")))
    found = hashlib.sha256()
    for path in files:
        if path.suffix in (".toml", ".tsv") or (path.parent.name, path.suffix) == LOADS:
            found.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return found.hexdigest()[:16]


def forget() -> int:
    """Delete every word of the vocabulary; run within the site. Returns how many rows went."""
    (model,) = (m for m in apps.get_models() if m.__name__ == "VocabularyConcept")
    return model._default_manager.all().delete()[0]
