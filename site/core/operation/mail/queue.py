"""The EMAIL_BACKEND: every mail of the site becomes a row, and waits for no mail server.

A row belongs to the transaction in which the mail is written. `sending` takes it from there.
"""

from collections.abc import Sequence
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from core.operation.mail import rows
from core.operation.mail.sending import send_due


class EmailBackend(BaseEmailBackend):
    """Keep messages in django-post-office's tables, as they are: no text is a template."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many were kept. Raises what Django's own do for headers or addresses that are wrong.

        The text of ValueError and BadHeaderError says which.
        """
        kept = 0
        try:
            for message in email_messages:
                if message.recipients():
                    rows.keep(message, at=timezone.now())
                    kept += 1
        except Exception:
            if not self.fail_silently:
                raise
        if kept and settings.MAIL_AT_ONCE:
            transaction.on_commit(partial(send_due, at=timezone.now()), robust=True)
        return kept
