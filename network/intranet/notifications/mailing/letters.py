"""The mail of notices: titles and links, why they are told, and how to have no more of it."""

import logging
from collections.abc import Sequence
from itertools import groupby
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.signing import BadSignature, Signer
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import ngettext, override

from core.models import User
from core.web.request import own_address
from network.intranet.notifications.shown import Line

log = logging.getLogger(__name__)
_signer = Signer(salt="end of the mails of notices")


def end_address(person: User) -> str:
    """The whole address that ends the mails of somebody, whoever opens it."""
    token = _signer.sign_object(person.pk)
    return urljoin(own_address(), reverse("end_notices", args=[token]))


def person_of(token: str) -> User | None:
    """Whose mails the token ends; None for a made-up one."""
    try:
        key = _signer.unsign_object(token)
    except (BadSignature, ValueError):
        return None
    return User.objects.filter(pk=key, is_active=True).first()


def send(person: User, lines: Sequence[Line], language: str) -> bool:
    """Store the mail with what tells of it; False for an address that no mail can be sent to."""
    with override(language):
        end = end_address(person)
        context = {
            "groups": _grouped(lines),
            "number": len(lines),
            "site": own_address().rstrip("/"),
            "choices": urljoin(own_address(), reverse("notification_choices")),
            "end": end,
        }
        message = EmailMessage(
            subject=" ".join(_subject(lines).split()),
            body=render_to_string("email/notices.txt", context),
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[person.email],
            headers=_headers(end),
        )
    try:
        message.send()
    except ValueError:
        log.exception("no mail can be sent to person %s", person.pk)
        return False
    return True


def _subject(lines: Sequence[Line]) -> str:
    """The title where there is one thing, else how many there are."""
    if len(lines) == 1:
        return f"{lines[0].says}: {lines[0].told.title}"
    number = len(lines)
    return ngettext(
        "%(n)d thing is new to you in the EU network",
        "%(n)d things are new to you in the EU network",
        number,
    ) % {"n": number}


def _grouped(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    """By what their reader follows, the latest first."""
    ordered = sorted(lines, key=lambda line: line.why)
    return [(why, list(of_it)) for why, of_it in groupby(ordered, key=lambda line: line.why)]


def _headers(end: str) -> dict[str, str]:
    """One click ends it (RFC 8058), in programs that have such a button; the list has a name."""
    host = (urlsplit(own_address()).hostname or "localhost").encode("idna").decode()
    return {
        "List-Id": f"<notices.{host}>",
        "List-Unsubscribe": f"<{end}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
