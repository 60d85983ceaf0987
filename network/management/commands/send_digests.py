"""`manage.py send_digests [--at ISO]`: mail the notices that are due, as `tick` does."""

import argparse
import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from network.intranet.notifications.mailing.digests import send_digests


def moment(text: str) -> datetime:
    """An ISO date and time; without a zone it is the municipality's."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no ISO date and time") from error
    if not 1970 <= at.year < 9999:
        raise argparse.ArgumentTypeError(f"{text!r} is no time of ours")
    return at if at.tzinfo else timezone.make_aware(at, timezone.get_default_timezone())


class Command(BaseCommand):
    """stdout ends with one JSON object of counts."""

    help = "Put the mails of notices that are due into the queue: each notice once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--at", type=moment, metavar="ISO", help="as if it were that time; by default now"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        counts = send_digests(at=options["at"] or timezone.now())
        self.stdout.write(json.dumps(asdict(counts)))
