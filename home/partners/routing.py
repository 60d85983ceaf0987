"""Proposals and requests about a subject go to the department that answers for it."""

from core.models import PriorityArea
from home.models import SubjectContact


def contact_address(area: PriorityArea) -> str:
    """The e-mail address of the contact for a subject; empty where there is none."""
    contact = SubjectContact.objects.filter(area=area).first()
    return contact.email if contact else ""
