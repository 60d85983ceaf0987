"""Proposals and requests about a subject go to the department that answers for it."""

from datetime import date

from core.models import PriorityArea
from home.models import SubjectContact
from network.models import Unit


def contact_address(area: PriorityArea) -> str:
    """The e-mail address of the contact for a subject; empty where there is none."""
    contact = SubjectContact.objects.filter(area=area).first()
    return contact.email if contact else ""


def pass_contacts(unit: Unit, successor: Unit, _on: date) -> None:
    """Contacts of a unit that is merged are its successor's."""
    for contact in SubjectContact.objects.filter(unit=unit):
        contact.unit = successor
        contact.save(update_fields=["unit"])
