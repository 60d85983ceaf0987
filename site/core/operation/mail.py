"""Mail about a row that has just been stored, sent once it is committed."""

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

PATIENCE = 5  # seconds to wait for the mail server while the sender waits for the page


def mail_after_commit(*, subject: str, text: str, to: str, reply_to: str = "") -> None:
    """Tell an address once the row is stored. A mail server that fails loses and breaks nothing.

    `robust` logs the error; the row is in the inbox of the admin whatever happens here.
    """

    def send() -> None:
        EmailMessage(
            subject=" ".join(subject.split()),
            body=text,
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[to],
            reply_to=[reply_to] if reply_to else None,
            connection=get_connection(timeout=PATIENCE),
        ).send()

    if to:
        transaction.on_commit(send, robust=True)
