"""How often one connection may send the forms that need no log-in, counted in the database.

There several workers count together, and one at a time; a cache that is away would let everybody
through or nobody.
"""

from datetime import datetime, timedelta
from enum import Enum, auto
from ipaddress import IPv6Address, ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from core.models import SentForm
from core.operation.locks import one_at_a_time

AN_HOUR = timedelta(hours=1)
KEPT = timedelta(days=3)  # longer than a form can be sent again (core.web.public_forms)
UNKNOWN = "unknown"


class Sending(Enum):
    """What a form is that somebody sends."""

    NEW = auto()
    AGAIN = auto()  # the very same form with the very same text
    TOO_MANY = auto()


def count(*, form: str, request: HttpRequest, sent_key: str, at: datetime) -> Sending:
    """Count what is new, unless its sender has reached the limit. Commits by itself."""
    sender = _hashed(form, _network_of(request))
    near = SentForm.objects.filter(
        sender=sender, sent_at__gt=at - AN_HOUR, sent_at__lt=at + AN_HOUR
    )
    with transaction.atomic():
        one_at_a_time(f"send a form as {sender}")
        if SentForm.objects.filter(sent_key=sent_key).exists():
            return Sending.AGAIN
        if near.count() >= settings.PUBLIC_FORMS_AN_HOUR:
            return Sending.TOO_MANY
        facts = {"sender": sender, "sent_at": at}
        _row, new = SentForm.objects.get_or_create(sent_key=sent_key, defaults=facts)
    return Sending.NEW if new else Sending.AGAIN


def forget(at: datetime) -> None:
    """Delete what counts for nobody any more."""
    SentForm.objects.filter(sent_at__lt=at - KEPT).delete()


def _hashed(form: str, network: str) -> str:
    """Only who has SECRET_KEY can tell whether an address has sent something."""
    return salted_hmac(f"form {form}", network, algorithm="sha256").hexdigest()


def _network_of(request: HttpRequest) -> str:
    """The sender's address; of IPv6 the part that one connection keeps.

    Where the proxy does not know it, all whom it does not know count as one.
    """
    try:
        address = ip_address(get_adapter(request).get_client_ip(request))
    except (ImproperlyConfigured, PermissionDenied, ValueError):
        return f"{UNKNOWN} {request.META.get('REMOTE_ADDR', '')}"
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network(f"{address}/64", strict=False))
    return str(address)
