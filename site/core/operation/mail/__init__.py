"""Mail: kept in the database when it is written, and sent from there by `tick` or the worker."""

import logging
from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction

log = logging.getLogger(__name__)


def mail_after_commit(
    *,
    subject: str,
    text: str,
    to: str,
    reply_to: str = "",
    alternatives: Sequence[tuple[str, str]] = (),
    attachments: Sequence[tuple[str, bytes, str]] = (),
) -> bool:
    """Tell an address of a row that is being stored; whether the mail is kept to be sent.

    `alternatives` are the same in another form, each with its type; `attachments` files by name.

    It is stored in the same transaction, and so goes out if the row does and not otherwise. A mail
    that cannot be kept is logged and breaks nothing: the row is in the inbox of the admin.
    """
    if not to:
        return False
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        reply_to=[reply_to] if reply_to else None,
        alternatives=list(alternatives),
        attachments=list(attachments),
    )
    try:
        with transaction.atomic():
            message.send()
    except Exception:
        log.exception("a mail could not be kept")
        return False
    return True
