"""What somebody has told colleagues of themselves is forgotten with them."""

from core.models import User
from network.people.models import Card


def forget_card(person: User) -> None:
    """With its languages and stays."""
    Card.objects.filter(person=person).delete()
