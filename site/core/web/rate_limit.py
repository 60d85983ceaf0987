"""How often one connection may send the forms that need no log-in."""

from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

ACTION = "public_form"  # its rate is in ACCOUNT_RATE_LIMITS, beside those of allauth's own


def allow(form: str, request: HttpRequest) -> bool:
    """Whether the sender may send this form once more; a yes is counted.

    Who has no address that can be read is let through: without one nobody can be counted.
    """
    network = _network_of(request)
    if network is None:
        return True
    # The address itself is kept nowhere.
    key = salted_hmac(f"form {form}", network, algorithm="sha256").hexdigest()
    return bool(ratelimit.consume(request, action=ACTION, key=key))


def _network_of(request: HttpRequest) -> str | None:
    """The sender's address; of IPv6 the part that one connection keeps."""
    try:
        address = ip_address(get_adapter(request).get_client_ip(request))
    except (ImproperlyConfigured, PermissionDenied, ValueError):
        return None
    if address.version == 6:
        return str(ip_network(f"{address}/64", strict=False))
    return str(address)
