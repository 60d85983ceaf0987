"""Write the search index anew, or check it against the records and repair what differs."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.search import index
from core.search.kinds import kinds


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="only compare; exit 1 where something differs"
        )
        parser.add_argument(
            "--repair", action="store_true", help="write only the entries that differ"
        )

    def handle(self, *args: Any, check: bool, repair: bool, **options: Any) -> None:
        if not check and not repair:
            for kind, _part in kinds:
                self.stdout.write(f"{kind}: {index.rebuild(kind=kind)} indexed")
            return
        differing = 0
        for kind, _part in kinds:
            found = index.check(kind=kind)
            ids = [*found.missing, *found.stale, *found.orphaned]
            self.stdout.write(
                f"{kind}: {len(found.missing)} missing, {len(found.stale)} out of date,"
                f" {len(found.orphaned)} without a record"
            )
            if repair:
                index.index(kind=kind, ids=ids)
            differing += len(ids)
        if differing and not repair:
            raise CommandError("The index differs from the records: run rebuild_search --repair.")
