"""`manage.py import_calls SOURCE [--file PATH|--url URL] [--dry-run]`"""

import argparse
import gc
import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from opportunities.imports.errors import FeedError
from opportunities.imports.feeds import feeds
from opportunities.imports.plan import ImportReport
from opportunities.imports.run import import_calls


def moment(text: str) -> datetime:
    """An ISO date and time; without a zone it is UTC."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no ISO date and time") from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def address(text: str) -> str:
    """An address that can be asked over HTTP."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise argparse.ArgumentTypeError(f"{text!r} is no http or https address")
    return text


# Objects made until the interpreter looks for circles of them that nobody needs. An import makes
# millions, nearly all of which go without that; by default it takes a tenth of the time.
COLLECTED = (20_000, 20, 20)


class Command(BaseCommand):
    """stdout ends with one JSON object of counts, also where the feed is refused (exit code 1)."""

    help = "Import funding calls from a source, by default live from its own address."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", choices=[slug for slug, _feed in feeds], metavar="SOURCE")
        where = parser.add_mutually_exclusive_group()
        where.add_argument("--file", type=Path, metavar="PATH", help="a file or a folder of files")
        where.add_argument("--url", type=address, help="another address than the source's own")
        parser.add_argument("--dry-run", action="store_true", help="count, but write nothing")
        parser.add_argument("--at", type=moment, help=argparse.SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:
        source = options["source"]
        collected = gc.get_threshold()
        gc.set_threshold(*COLLECTED)
        try:
            report = import_calls(
                source=source,
                at=options["at"] or timezone.now(),
                path=options["file"],
                url=options["url"],
                dry_run=options["dry_run"],
            )
        except (FeedError, DatabaseError) as error:
            self._print(ImportReport(source))
            reason = str(error) if isinstance(error, FeedError) else self._database(error)
            raise CommandError(reason, returncode=1) from error
        finally:
            gc.set_threshold(*collected)
        self._print(report)

    def _print(self, report: ImportReport) -> None:
        self.stdout.write(json.dumps(asdict(report)))

    def _database(self, error: DatabaseError) -> str:
        return _("The database refused: %(why)s. Nothing was changed.") % {"why": error}
