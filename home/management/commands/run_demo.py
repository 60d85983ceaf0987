"""`run_demo`: the site with demo content in one process, brought up to date and served."""

from argparse import ArgumentParser
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from config.addresses import on_this_machine
from core.operation.health import unapplied
from core.words.dates import local
from home.loading.demo import people
from opportunities.demo.loading import SOURCE
from opportunities.models import ImportRun

MUNICIPALITY = "kristianstad"


class Command(BaseCommand):
    help = (
        "Serve the site with demo content on 127.0.0.1: makes the database and fills it where that "
        "is needed, and brings both up to date once a day. For development settings only."
    )
    requires_system_checks = ()  # runserver makes them

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("port", nargs="?", type=int, default=8000)

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        if not settings.DEMO_ALLOWED:
            raise CommandError(_("These settings allow no demo: take config.settings.dev."))
        if settings.BASE_URL and not on_this_machine(str(urlsplit(settings.BASE_URL).hostname)):
            raise CommandError(
                _("BASE_URL is set: the database of a real site is no place for demo content.")
            )
        settings.VAR.mkdir(exist_ok=True)
        waiting = len(unapplied())
        if waiting or not _loaded_today():
            self._load(waiting)
        self._say(
            _("Demo log-ins: %(names)s. Password: %(password)s")
            % {
                "names": ", ".join(person.username for person in people.PEOPLE),
                "password": people.EVERYBODY_KNOWS,
            }
        )
        address = f"http://127.0.0.1:{port}/"
        self._say(
            _("Omvärld: %(address)s   editors: %(address)sadmin/   Ctrl-C ends it")
            % {"address": address}
        )
        call_command("runserver", f"127.0.0.1:{port}", use_reloader=False, skip_checks=False)

    def _load(self, waiting: int) -> None:
        """A first start takes a minute: each step says what it is before it begins."""
        if waiting:
            self._say(_("1 of 3: the database, %(count)d migrations …") % {"count": waiting})
            call_command("migrate", verbosity=1)
        else:
            self._say(_("1 of 3: the database is up to date."))
        self._say(_("2 of 3: the municipality …"))
        call_command("load_profile", MUNICIPALITY)
        self._say(_("3 of 3: demo content …"))
        call_command("load_demo")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _loaded_today() -> bool:
    last = ImportRun.objects.filter(source__slug=SOURCE).order_by("-started_at").first()
    return last is not None and local(last.started_at).date() == local(timezone.now()).date()
