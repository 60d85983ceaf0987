"""How a mail becomes rows of django-post-office, and rows that mail again.

Ours: theirs runs every text as a Django template, loses alternatives that are no HTML and cuts
names with a comma.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from email.header import Header
from email.utils import format_datetime, make_msgid, parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.message import sanitize_address
from django.db import transaction
from post_office.models import PRIORITY, STATUS, Email

from core.operation.mail import parts

EXPIRES_AFTER = timedelta(days=2)
# What machines write must not be answered by machines (RFC 3834, and Exchange's own way).
MADE_BY_A_MACHINE = {
    "Auto-Submitted": "auto-generated",
    "X-Auto-Response-Suppress": "OOF, AutoReply",
}


@transaction.atomic
def keep(message: EmailMessage, *, at: datetime) -> Email:
    """The row of a mail that is to be sent. Raises ValueError (BadHeaderError) as Django does."""
    message.message()  # refuses headers and addresses that no mail can have
    html, others = _html(message)
    headers = _headers(message, at)
    # In bulk, since `save` of the model would check and change what it is given.
    (email,) = Email.objects.bulk_create(
        [
            Email(
                from_email=str(message.from_email),
                to=list(map(without_commas, message.to)),
                cc=list(map(without_commas, message.cc)),
                bcc=list(map(without_commas, message.bcc)),
                subject=str(message.subject),
                message="" if message.content_subtype == "html" else str(message.body),
                html_message=html,
                headers=headers,
                message_id=headers["Message-ID"],
                status=STATUS.queued,
                priority=PRIORITY.medium,
                expires_at=at + EXPIRES_AFTER,
            )
        ]
    )
    parts.keep(email, message, others)
    return email


def as_message(email: Email) -> EmailMultiAlternatives:
    """The mail again. Raises OSError where an attachment cannot be read."""
    plain = bool(email.message) or not email.html_message
    message = EmailMultiAlternatives(
        subject=email.subject,
        body=email.message if plain else email.html_message,
        from_email=email.from_email,
        to=email.to,
        cc=email.cc,
        bcc=email.bcc,
        headers=dict(email.headers or {}),
    )
    if not plain:
        message.content_subtype = "html"
    elif email.html_message:
        message.attach_alternative(email.html_message, "text/html")
    parts.put_back(email, message)
    return message


def without_commas(address: str) -> str:
    """An address for a field that is cut at commas: a name with one is encoded (RFC 2047).

    Raises ValueError for what is no address.
    """
    address = str(address)
    sanitize_address(address, "utf-8")
    if "," not in address:
        return address
    name, mailbox = parseaddr(address)
    if "," in mailbox or not mailbox:
        raise ValueError(f"No mail can be sent to {address!r}.")
    return f"{' '.join(Header(name, 'utf-8').encode().split())} <{mailbox}>"


def _html(message: EmailMessage) -> tuple[str, list[tuple[str | bytes, str]]]:
    """The text as HTML, and what other alternatives there are."""
    alternatives = [(content, kind) for content, kind in _alternatives(message)]
    if message.content_subtype == "html":
        return str(message.body), alternatives
    for place, (content, kind) in enumerate(alternatives):
        if kind == "text/html":
            return str(content), [*alternatives[:place], *alternatives[place + 1 :]]
    return "", alternatives


def _alternatives(message: EmailMessage) -> Iterator[tuple[str | bytes, str]]:
    for content, kind in getattr(message, "alternatives", []):
        yield (content if isinstance(content, bytes) else str(content)), kind


def _headers(message: EmailMessage, at: datetime) -> dict[str, str]:
    """Everything that a repeated mail has to have again: its Message-ID and Date, too."""
    given = {name: str(value) for name, value in message.extra_headers.items()}
    said = {name.lower(): value for name, value in given.items()}
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    own = {
        **MADE_BY_A_MACHINE,
        "Date": format_datetime(at),
        "Reply-To": ", ".join(map(str, message.reply_to)),
        "Message-ID": said.get("message-id") or make_msgid(domain=host),
    }
    kept = {name: value for name, value in own.items() if value and name.lower() not in said}
    others = {name: value for name, value in given.items() if name.lower() != "message-id"}
    return {**others, **kept, "Message-ID": own["Message-ID"]}
