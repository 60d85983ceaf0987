"""Write the search index anew, or check it against the records and repair what differs."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.models import SearchNote
from core.operation.runs.command import running
from core.operation.runs.rebuild import NAME, rebuilt, unwell
from core.operation.runs.works import Refused
from core.search import index, mirror, outbox
from core.search.engines import Cluster, EngineError, cluster
from core.search.kinds import kinds
from core.search.ranking import rarity


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
        """The index in the database first, and then the cluster, which is fed from it."""
        engine = cluster()
        try:
            if check or repair:
                differs = self._compare(repair=repair)
                if repair:
                    rarity.count()
                differs |= engine is not None and self._compare_cluster(engine, repair=repair)
            else:
                differs = self._rebuild()
        except EngineError as error:
            raise CommandError(unwell(error)) from error
        if differs and not repair:
            raise CommandError("The index differs from the records: run rebuild_search --repair.")

    def _rebuild(self) -> bool:
        try:
            with running(NAME) as run:
                for name, count in rebuilt():
                    run.outcome[name] = count
                    self.stdout.write(f"{name}: {count} indexed")
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        return False

    def _compare(self, *, repair: bool) -> bool:
        """Compare the records with their entries; repair what differs, and say whether any did."""
        differs = False
        for kind, _described in kinds:
            difference = index.repair(kind=kind) if repair else index.check(kind=kind)
            self.stdout.write(
                f"{kind}: {len(difference.missing)} missing, {len(difference.stale)} out of date,"
                f" {len(difference.orphaned)} without a record"
            )
            self._name("missing", [(kind, number) for number in difference.missing])
            self._name("out of date", [(kind, number) for number in difference.stale])
            self._name("without a record", [(kind, number) for number in difference.orphaned])
            differs |= bool(difference)
        return differs

    def _compare_cluster(self, engine: Cluster, *, repair: bool) -> bool:
        """The same for the entries and the cluster."""
        if repair:
            outbox.deliver()
        if not engine.exists():
            self.stdout.write(f"{engine.name}: no index")
            if repair:
                self.stdout.write(f"{engine.name}: {mirror.build(engine)} indexed")
            return True
        difference = mirror.check(engine)
        self.stdout.write(
            f"{engine.name}: {difference}, {SearchNote.objects.count()} changes waiting"
        )
        self._name("missing", difference.missing)
        self._name("out of date", difference.stale)
        self._name("without a record", list(difference.orphaned))
        self._name("newer than the records", difference.newer)
        if repair and difference:
            refused = mirror.repair(engine, difference)
            self._name("refused by the cluster for what is in them", list(refused))
            if refused:
                raise CommandError("Not everything could be mended: see the log for why.")
        return bool(difference)

    def _name(self, what: str, records: list[tuple[str, int]], most: int = 20) -> None:
        """The records concerned, the first of them."""
        if records:
            named = ", ".join(f"{kind} {number}" for kind, number in sorted(records)[:most])
            more = f" and {len(records) - most} more" if len(records) > most else ""
            self.stdout.write(f"  {what}: {named}{more}")
