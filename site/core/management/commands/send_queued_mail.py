"""`manage.py send_queued_mail`: send the mail that is due now, as `tick` does.

In the place of django-post-office's command of that name, which sends the same mail twice where
two machines run it.
"""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from core.operation.mail.sending import due, send_due


class Command(BaseCommand):
    help = "Send the mail that is due now. Ends with 1 where some is still due."

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        self.stdout.write(f"{send_due(at=at)} mails sent.")
        if left := due(at=timezone.now()).count():
            self.stderr.write(f"{left} mails are still due: the mail server does not take them.")
            raise SystemExit(1)
