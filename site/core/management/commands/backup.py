"""`manage.py backup PATH`: database and files in one new file."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.operation.backup.parts import BackupError
from core.operation.backup.saving import save


class Command(BaseCommand):
    """stdout ends with one JSON object of counts."""

    help = (
        "Write the database and the uploaded files into one new file, as of one moment, while "
        "people work. It holds what the people of the site have entered: keep it as safe as the "
        "site. Settings, log-ins and the search index are not in it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="PATH", help="a file that is not there yet")

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        try:
            manifest = save(path, at=timezone.now())
        except BackupError as error:
            raise CommandError(str(error)) from error
        counts = {
            "path": str(path),
            "tables": len(manifest.rows),
            "rows": sum(manifest.rows.values()),
            "files": manifest.files(),
            "bytes": path.stat().st_size,
        }
        self.stdout.write(json.dumps(counts))
