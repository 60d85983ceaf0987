"""`manage.py tick`: run the scheduled jobs that are due."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.operation.schedule import run_due


class Command(BaseCommand):
    help = "Run the scheduled jobs that are due. Call it every minute, from cron or a timer."

    def handle(self, *args: object, **options: object) -> None:
        outcome = run_due(at=timezone.now())
        for name, result in outcome.items():
            self.stdout.write(f"{name}: {result}")
        failed = [name for name, result in outcome.items() if result != "ok"]
        if failed:
            raise CommandError(f"These jobs failed: {', '.join(failed)}.")
