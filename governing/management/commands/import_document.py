"""`manage.py import_document PATH [--dry-run]`"""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils.translation import gettext as _

from governing.imports.parse import LARGEST
from governing.imports.pieces import DocumentRefused
from governing.imports.reading import read_document
from governing.imports.report import about_namesakes, listed, outcome
from governing.imports.store import document_index, namesakes, store


class Command(BaseCommand):
    """stdout ends with one JSON object: the draft, and what of the file is not on it."""

    help = (
        "Make a draft page of a governing document: text, Markdown, HTML or .docx. What does not "
        "belong to it (cover letter, page marks, names and numbers of people …) is left out, "
        "printed with the reason and kept with the draft. Exit code 1: refused, and nothing was "
        "changed. A draft of the same file that nobody has touched is not made twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, metavar="PATH")
        parser.add_argument("--dry-run", action="store_true", help="print, but write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            parsed = read_document(_read(options["path"]), options["path"].name)
            document_index()  # refuses before anything is printed
            stored = None if options["dry_run"] else store(parsed=parsed, by=None)
        except DocumentRefused as error:
            raise CommandError(str(error), returncode=1) from error
        except DatabaseError as error:
            message = _("The database refused: %(why)s. Nothing was changed.") % {"why": error}
            raise CommandError(message, returncode=1) from error
        page = stored.page if stored else None
        for line in listed(parsed.left_out):
            self.stderr.write(line)
        for sentence in outcome(stored) if stored else about_namesakes(namesakes(parsed)):
            self.stderr.write(sentence)
        report = {
            "page_id": page.pk if page else None,
            "url": page.full_url if page else None,
            "unplaced": [
                {"text": left.text, "why": str(left.why.value)} for left in parsed.left_out
            ],
        }
        self.stdout.write(json.dumps(report, ensure_ascii=False))


def _read(path: Path) -> bytes:
    """The file's bytes; one byte more than is allowed tells that it is too large."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise DocumentRefused(
            _("There is no file %(path)s. Nothing was changed.") % {"path": path}
        ) from error
    except (OSError, ValueError) as error:
        raise DocumentRefused(
            _("%(path)s cannot be read. Nothing was changed.") % {"path": path}
        ) from error
