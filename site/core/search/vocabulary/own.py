"""The words that come with the software: `core/search/words/*.tsv`, loaded after `migrate`."""

import hashlib
import logging
from dataclasses import replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from core.models import VocabularyConcept, VocabularyFile
from core.search.vocabulary.actions import load_file, renew_keys
from core.search.vocabulary.lines import merged, numbered, parse

log = logging.getLogger(__name__)
SEARCH = Path(__file__).parents[1]
FOLDER = SEARCH / "words"
NAME = "core/search/words"  # no file that somebody loads is called that
# What the keys of all words are made by.
MAKERS = [*SEARCH.glob("analysis/*.py"), SEARCH.parent / "words" / "stopwords.py"]


def files() -> list[Path]:
    """The files that the words stand in."""
    return sorted(FOLDER.glob("*.tsv"))


def refresh(*, at: datetime) -> bool:
    """Load the words, and make the keys of all others anew, where either could be another.

    Whether it was so: where nothing has changed since last time it costs one query.
    """
    paths = files()
    words, makers = _digest(paths), _digest(MAKERS)
    loaded = VocabularyFile.objects.filter(name=NAME).values_list("digest", flat=True).first() or ""
    if not paths or loaded == words + makers:
        return False
    sheet = merged([parse(path.read_bytes()) for path in paths], VocabularyConcept.Origin.OWN)
    for sentence in numbered(sheet.refused):
        log.warning("Of the words that come with the software: %s", sentence)
    load_file(name=NAME, sheet=replace(sheet, digest=words + makers), by=None, at=at)
    if not loaded.endswith(makers):
        renew_keys(by=None, at=at)
    return True


def _digest(paths: list[Path]) -> str:
    """Half of what is kept of a file; it changes with what stands in these."""
    found = hashlib.sha256(version("simplemma").encode())
    for path in sorted(paths):
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()[:32]
