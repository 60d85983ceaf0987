"""Where what somebody outside sends goes: to who answers for its subject, else to everybody's."""

from collections.abc import Callable

from core.models import MunicipalityProfile, PriorityArea
from core.registry import Registry

# Who answers for a subject is known to the editorial site, which registers its knowledge here.
addresses: Registry[Callable[[PriorityArea], str]] = Registry("address for a subject")


def address_for(area: PriorityArea | None, profile: MunicipalityProfile) -> str:
    """The e-mail address for a subject, else the municipality's own; empty where it has none."""
    for _name, find in addresses:
        if area and (found := find(area)):
            return found
    return profile.email
