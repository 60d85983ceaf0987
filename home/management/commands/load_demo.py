"""`load_demo`: log-ins and calls to try the site with."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access import demo_accounts
from core.models import MunicipalityProfile
from core.search.index import together
from home.loading.demo import entered as demo_entered
from home.loading.demo import events as demo_events
from home.loading.demo import exchanges as demo_exchanges
from home.loading.demo import network as demo_network
from home.loading.demo import news as demo_news
from home.loading.demo import people
from home.loading.site import projects as project_pages
from opportunities.demo.loading import load_calls
from opportunities.locks import lock_sorting


class Command(BaseCommand):
    help = (
        "Load demo log-ins, all with the password “demo”, and demo calls whose deadlines lie ahead "
        "of today. Safe to run again: on a later day it moves the deadlines on. Refused with exit "
        "code 1 outside development settings, because anybody knows the password."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--remove-accounts",
            action="store_true",
            help="Load nothing: take the demo log-ins away, under any settings",
        )

    def handle(self, *args: Any, remove_accounts: bool = False, **options: Any) -> None:
        if remove_accounts:
            count = demo_accounts.remove(at=timezone.now())
            self.stdout.write(_("Demo log-ins removed: %(count)d.") % {"count": count})
            return
        if not settings.DEMO_ALLOWED:
            raise CommandError(
                _(
                    "Demo log-ins have a password that anybody knows, so these settings refuse "
                    "them. Nothing was changed."
                )
            )
        self._load()

    def _load(self) -> None:
        profile = MunicipalityProfile.objects.first()
        if profile is None:
            raise CommandError(
                _("There is no municipality yet. Run load_profile first. Nothing was changed.")
            )
        with together():
            lock_sorting()
            accounts = people.store()
            demo_exchanges.store(at=timezone.now())
            report = load_calls(at=timezone.now())
            project_pages.store_demo(municipality=profile.key, at=timezone.now())
            demo_news.store(at=timezone.now())
            demo_network.store(profile=profile, at=timezone.now())
            demo_entered.store(profile=profile, at=timezone.now())
            demo_events.store(profile=profile, at=timezone.now())
        self.stdout.write(
            _(
                "%(received)d demo calls: %(created)d new, %(updated)d moved on, "
                "%(unchanged)d as they were."
            )
            % {name: getattr(report, name) for name in NUMBERS}
        )
        self.stdout.write(
            _("Demo log-ins: %(names)s. Password: %(password)s")
            % {"names": ", ".join(accounts), "password": people.EVERYBODY_KNOWS}
        )
        self.stderr.write(
            self.style.WARNING(
                _("These log-ins are open to anybody: never use this database in earnest.")
            )
        )


NUMBERS = ("received", "created", "updated", "unchanged")
