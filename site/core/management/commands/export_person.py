"""`manage.py export_person EMAIL PATH`: what is stored of a person, for them to read."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access.backends import account_named
from core.operation.personal.exporting import Export, export


class Command(BaseCommand):
    help = (
        "Put together everything that leads to the person with this e-mail address or user name, or"
        " names them: data.json, a page in Swedish and one in English, and their files. PATH is a"
        " new .zip file, or a folder that is empty or not there yet."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("path", metavar="PATH", type=Path)

    def handle(self, *args: Any, email: str, path: Path, **options: Any) -> None:
        person = account_named(email)
        if person is None:
            sentence = _("No account, or several, have the address %(email)s. Nothing was written.")
            raise CommandError(sentence % {"email": email})
        if path.is_file() or (path.is_dir() and any(path.iterdir())):
            sentence = _("There is something at %(path)s already. Nothing was written.")
            raise CommandError(sentence % {"path": path})
        made = export(person=person, by=None, at=timezone.now())
        try:
            write(made, path)
        except OSError as error:
            sentence = _("%(path)s cannot be written: %(error)s")
            raise CommandError(sentence % {"path": path, "error": error.strerror}) from error
        self.stdout.write(_("What is stored of the person is in %(path)s.") % {"path": path})


def write(made: Export, path: Path) -> None:
    """Write the archive or its files, for the eyes of whoever runs the command alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".zip":
        path.touch(mode=0o600)
        path.write_bytes(made.as_zip())
        return
    path.mkdir(mode=0o700, exist_ok=True)
    for name, content in made.files.items():
        (path / name).parent.mkdir(exist_ok=True)
        (path / name).write_bytes(content)
