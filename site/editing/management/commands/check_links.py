"""List the links on published pages that lead nowhere; if told to, ask other sites' addresses."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from editing.links.asking import check_outside
from editing.links.checking import check_pages


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--outside",
            type=int,
            metavar="N",
            default=0,
            help="first ask up to N addresses of other sites that are due, one of each site",
        )

    def handle(self, *args: Any, outside: int, **options: Any) -> None:
        at = timezone.now()
        if outside:
            if not settings.CHECK_OUTSIDE_LINKS:
                raise CommandError("Set CHECK_OUTSIDE_LINKS=true to have other sites asked.")
            check_pages(at=at)  # which addresses there are
            for address, problem in check_outside(at=at, most=outside).items():
                self.stdout.write(f"{address}: {problem or 'ok'}")
        broken = check_pages(at=at)
        for row in broken:
            self.stdout.write(f"{row.page.url}: {row.target}: {row.get_problem_display()}")
        self.stdout.write(f"{len(broken)} broken links")
