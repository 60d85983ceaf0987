"""`manage.py erase_person EMAIL`: a person is forgotten, and what they wrote stays."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access.backends import account_named
from core.operation.personal.erasing import CannotErase, erase


class Command(BaseCommand):
    help = (
        "Forget the person with this e-mail address or user name: the account is closed and loses"
        " its name, what is only theirs is deleted, what they wrote stays by a former colleague,"
        " and texts that name them have a mark instead. It cannot be undone: export_person first."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="EMAIL")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        person = account_named(email)
        if person is None:
            sentence = _(
                "No account, or several, have the address %(email)s, or it is erased already."
                " Nothing was changed."
            )
            raise CommandError(sentence % {"email": email})
        try:
            erase(person=person, by=None, at=timezone.now())
        except CannotErase as error:
            raise CommandError(str(error)) from error
        sentence = _("The person is erased. The audit log knows them as number %(number)d.")
        self.stdout.write(sentence % {"number": person.pk})
