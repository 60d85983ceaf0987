"""`manage.py load_vocabulary PATH`: words that the search finds other words by."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.search.vocabulary.actions import Loaded, load_file
from core.search.vocabulary.lines import NoVocabulary, numbered, read

MOST = 10  # refused lines that are named


class Command(BaseCommand):
    """stdout ends with one JSON object of counts, also where the file is refused (exit code 1)."""

    help = (
        "Load words in Swedish and English from a tab-separated file, packed with gzip or not: "
        "EuroVoc, YSO or one of your own. The same file name again takes over what has changed in "
        "the file; what an editor has changed in the admin stays."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="PATH")

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        name = path.name.removesuffix(".gz")
        try:
            sheet = read(path)
        except NoVocabulary as error:
            self._print(path, Loaded(0, 0, 0, 0), 0)
            refusal = _("%(file)s was not loaded and nothing was changed.") % {"file": path.name}
            raise CommandError(f"{refusal} {error}") from error
        loaded = load_file(name=name, sheet=sheet, by=None, at=timezone.now())
        for sentence in list(numbered(sheet.refused))[:MOST]:
            self.stderr.write(sentence)
        if loaded.removed:
            self.stdout.write(
                _("Taken away, for the file has them no more: %(count)d.")
                % {"count": loaded.removed}
            )
        self._print(path, loaded, len(sheet.refused))

    def _print(self, path: Path, loaded: Loaded, refused: int) -> None:
        counts = {
            "file": path.name,
            "terms": loaded.added + loaded.changed + loaded.unchanged + refused,
            "added": loaded.added,
            "changed": loaded.changed,
            "unchanged": loaded.unchanged,
            "refused": refused,
        }
        self.stdout.write(json.dumps(counts))
