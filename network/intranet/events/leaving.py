"""What becomes of meetings when a person is forgotten or leaves, and when a unit is merged."""

from datetime import date

from django.db import transaction

from core.models import User
from core.search.index import together
from network.intranet.events.models import ActionItem, Event
from network.intranet.events.places import fill, locked
from network.organisation.models import Unit


@transaction.atomic
def forget_who_came(person: User) -> None:
    """Their answers go, and who waits gets the place; what they had to do stays, without a name."""
    answered = Event.objects.filter(sign_ups__person=person)
    for event in answered.order_by("pk"):
        event = locked(event)
        event.sign_ups.filter(person=person).delete()
        fill(event)
    ActionItem.objects.filter(person=person).update(person=None)
    ActionItem.objects.filter(done_by=person).update(done_by=None)


def hand_over_tasks(leaving: User, following: User) -> None:
    """What somebody who leaves had to do, whoever follows does."""
    ActionItem.objects.filter(person=leaving, done_at=None).update(person=following)


def pass_events(unit: Unit, successor: Unit, _on: date) -> None:
    """What is for a unit that is merged is its successor's to read."""
    with together():
        for event in Event.objects.filter(unit=unit):
            event.unit = successor
            event.save(update_fields=["unit"])
