"""What somebody has told colleagues of themselves: theirs to have, and forgotten with them."""

from collections.abc import Iterable
from itertools import chain

from django.db.models import Model

from core.models import User
from network.people.models import Card, SpokenLanguage, StayAbroad


def forget_card(person: User) -> None:
    """With its languages and stays."""
    Card.objects.filter(person=person).delete()


def told_on_card(person: User) -> Iterable[Model]:
    """The languages and stays of their card, which lead to the card and not to them."""
    return chain(
        SpokenLanguage.objects.filter(card__person=person),
        StayAbroad.objects.filter(card__person=person),
    )
