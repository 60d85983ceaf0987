"""`manage.py first_administrator EMAIL`: an account with every right, and a mail to it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access.first_administrator import NoAdministrator, make_administrator


class Command(BaseCommand):
    help = (
        "Make the first administrator, whose user name is the e-mail address, and mail a link to "
        "choose a password. It is refused where there is an active administrator."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument(
            "--again", action="store_true", help="one more, or a new link for the same"
        )

    def handle(self, *args: Any, email: str, again: bool, **options: Any) -> None:
        try:
            user = make_administrator(email=email, again=again, at=timezone.now())
        except NoAdministrator as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            _("A link to choose a password is mailed to %(email)s.") % {"email": user.email}
        )
