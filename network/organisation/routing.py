"""To whom a form goes: to whoever answers for its subject, else to the municipality."""

from collections.abc import Callable

from core.models import MunicipalityProfile, PriorityArea
from core.registry import Registry

# The editorial site has the contacts for subjects, and registers here how to look one up.
addresses: Registry[Callable[[PriorityArea], str]] = Registry("address for a subject")


def address_for(area: PriorityArea | None, profile: MunicipalityProfile) -> str:
    """The e-mail address for a subject, else the municipality's own; empty where it has none."""
    for _name, find in addresses:
        if area and (address := find(area)):
            return address
    return profile.email
