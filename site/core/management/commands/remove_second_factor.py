"""`remove_second_factor`: for somebody who has lost the telephone and the recovery codes."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from core.access.backends import account_named
from core.accounts.security_events import SecurityEvent, note


class Command(BaseCommand):
    help = (
        "Take the second factor and the recovery codes from the account with this user name or "
        "e-mail address, and note it. Who may use the admin sets up a new one at the next log-in: "
        "be sure who asks you."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="user name or e-mail address")

    def handle(self, *args: Any, **options: Any) -> None:
        user = account_named(options["name"])
        if user is None:
            sentence = _("No account, or several, are called %(name)s. Nothing was changed.")
            raise CommandError(sentence % options)
        deleted, _kinds = Authenticator.objects.filter(user=user).delete()
        if not deleted:
            sentence = _("%(name)s has no second factor. Nothing was changed.")
            raise CommandError(sentence % options)
        note(SecurityEvent.REMOVED_FACTOR, record=user, by=None)
        self.stdout.write(_("%(name)s has no second factor any more.") % options)
