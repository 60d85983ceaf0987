"""`load_profile NAME`: make this database a municipality's site."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from home.loading import profiles
from home.loading.load import Refused, load_profile
from home.loading.records import reference
from home.loading.tables import BadFile


class Command(BaseCommand):
    help = (
        "Load a municipality from its file: name, priority areas, bodies, start pages. "
        "Loading the same one again takes over what has changed in the file since last time; what "
        "an editor has changed, added or removed in the admin stays as it is, and the texts of "
        "pages are only written when a page is made. "
        "Exit code 1: refused, with a sentence, and nothing was changed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "name", help="A municipality that comes with the software, or a path ending in .toml"
        )
        parser.add_argument(
            "--reset-words",
            action="store_true",
            help="Make the words of areas and audiences those of the files, whatever editors did",
        )

    def handle(self, *args: Any, name: str, reset_words: bool, **options: Any) -> None:
        path = profiles.find(name)
        if path is None:
            raise CommandError(
                _(
                    "There is no municipality called %(name)s. Known are: %(known)s; "
                    "or give the path of a .toml file."
                )
                % {"name": name, "known": ", ".join(profiles.bundled())},
                returncode=2,
            )
        try:
            file, shipped = profiles.read(path), reference.read()
            summary = load_profile(file=file, shipped=shipped, reset_words=reset_words)
        except BadFile as error:
            raise CommandError(_sentences(path, error)) from error
        except Refused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            _("%(name)s: %(created)d new, %(updated)d changed.")
            % {"name": summary.profile, "created": summary.created, "updated": summary.updated}
        )
        if summary.kept:
            kept = ", ".join(summary.kept)
            self.stdout.write(_("Left as editors have them: %(kept)s") % {"kept": kept})


def _sentences(path: Path, error: BadFile) -> str:
    first = _("%(file)s was not loaded and nothing was changed.") % {"file": path.name}
    return "\n  ".join([first, *error.problems])
