"""The site's own address, from BASE_URL."""

from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ImproperlyConfigured

EXAMPLE = "https://eu.kommunen.se"


def public_address(url: str) -> SplitResult:
    """BASE_URL in its parts: a scheme and a host, perhaps with a port, and nothing after.

    Without TLS it can only be this machine's own, for trying: what is sent over a network is read
    on the way. Raises ImproperlyConfigured with a sentence.
    """
    try:
        parts = urlsplit(url)
        understood = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        understood = False
    if not understood or (parts.path or parts.query or parts.fragment or parts.username):
        raise ImproperlyConfigured(
            f"BASE_URL is the address that visitors see, such as {EXAMPLE}: https, the host, and "
            "nothing after it."
        )
    if parts.scheme == "http" and not on_this_machine(str(parts.hostname)):
        raise ImproperlyConfigured(
            f"BASE_URL begins with http://, so passwords and sessions could be read on the way: "
            f"write https://{parts.netloc}, and let the proxy speak TLS."
        )
    return parts


def own_host(address: SplitResult) -> str:
    """The host as ALLOWED_HOSTS writes it."""
    return f"[{address.hostname}]" if ":" in str(address.hostname) else str(address.hostname)


def on_this_machine(host: str) -> bool:
    """Whether the host is the loopback address, by name or by number."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
