"""Proposals and requests about a subject go to the department that answers for it."""

from core.models import PriorityArea
from home.models import SubjectContact
from network.organisation.routing import addresses


def _address(area: PriorityArea) -> str:
    contact = SubjectContact.objects.filter(area=area).first()
    return contact.email if contact else ""


def register() -> None:
    """Called once, when the apps are ready."""
    addresses.register("contacts for subjects", _address)
