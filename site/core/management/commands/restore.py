"""`manage.py restore PATH [--replace]`: make the site what it was when the backup was made."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from core.models import SearchEntry
from core.operation.backup.parts import BackupError
from core.operation.backup.restoring import restore


class Command(BaseCommand):
    """stdout ends with one JSON object of counts."""

    help = (
        "Put back what `backup` has written, into a database without tables and a folder without "
        "files; no `migrate` is needed before. All of it is checked first. Whoever was logged in "
        "logs in again, and mail that was queued is not sent. Start the site anew afterwards."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="PATH", help="a file that `backup` wrote")
        parser.add_argument(
            "--replace", action="store_true", help="lose the database and files that are there"
        )

    def handle(self, *args: Any, path: Path, replace: bool, **options: Any) -> None:
        try:
            restored = restore(path, replace=replace)
        except BackupError as error:
            raise CommandError(str(error)) from error
        for table in restored.unknown:
            self.stderr.write(
                _("The table %(table)s is none of this site's, and was left out.")
                % {"table": table}
            )
        for what in restored.later:
            self.stderr.write(_("The next tick has to see to it: %(what)s") % {"what": what})
        manifest = restored.manifest
        counts = {
            "made_at": manifest.made_at,
            "tables": len(manifest.rows),
            "rows": sum(manifest.rows.values()),
            "files": manifest.files(),
            "indexed": SearchEntry.objects.count(),
        }
        self.stdout.write(json.dumps(counts))
