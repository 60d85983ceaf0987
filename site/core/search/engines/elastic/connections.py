"""The connection settings of both products' clients, and the function that each becomes."""

from collections.abc import Callable, Mapping
from typing import Any

from core.search.engines.elastic.address import Address

CONNECTIONS = 10  # kept open to each host
DEAD = 10  # seconds for which a host that failed is not asked, longer if it fails again

# Method, path, parameters, headers, body, seconds; returns the decoded answer.
Send = Callable[[str, str, Mapping[str, str], Mapping[str, str], Any, float], Any]


def tls(address: Address) -> dict[str, Any]:
    """Both clients check certificates, against the system's authorities or those in `ca_certs`."""
    return {"verify_certs": True, "ca_certs": address.ca_certs} if address.tls else {}
