"""`manage.py import_calls SOURCE [--file PATH|--url URL] [--dry-run]`"""

import argparse
import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from core.operation.runs.command import running
from core.operation.runs.works import Refused
from opportunities.imports.feeds import feeds
from opportunities.imports.plan import ImportReport
from opportunities.works import counts, import_or_say, work_name


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


class Command(BaseCommand):
    """stdout ends with one JSON object of counts, also where the feed is refused (exit code 1)."""

    requires_system_checks = ()  # a release and the start of the site make them
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
        try:
            report = self._tried(**options) if options["dry_run"] else self._run(**options)
        except Refused as refused:
            self._print(ImportReport(source))
            raise CommandError(str(refused), returncode=1) from refused
        self._print(report)

    def _run(self, *, source: str, **options: Any) -> ImportReport:
        with running(work_name(source)) as run:
            options["at"] = options["at"] or run.started_at
            report = self._tried(source=source, **options)
            run.outcome = counts(report)
        return report

    def _tried(self, *, source: str, **options: Any) -> ImportReport:
        return import_or_say(
            source=source,
            at=options["at"] or timezone.now(),
            path=options["file"],
            url=options["url"],
            dry_run=options["dry_run"],
        )

    def _print(self, report: ImportReport) -> None:
        self.stdout.write(json.dumps(asdict(report)))
