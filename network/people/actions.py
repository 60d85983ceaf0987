"""What is done with the cards of people; what stands on them is not written down."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from core.models import AuditEvent, PriorityArea, User
from network.people.models import Card, SpokenLanguage, StayAbroad


@transaction.atomic
def save_card(
    *,
    person: User,
    facts: Mapping[str, Any],
    areas: Iterable[PriorityArea],
    languages: Iterable[str],
    stays: Sequence[tuple[str, str]],
    by: User,
    at: datetime,
) -> Card:
    """What the card of `person` says from now on; `stays` are each a country and what was done."""
    card, _new = Card.objects.update_or_create(person=person, defaults={**facts, "updated_at": at})
    card.areas.set(areas)
    card.languages.all().delete()
    SpokenLanguage.objects.bulk_create(SpokenLanguage(card=card, language=c) for c in languages)
    card.stays.all().delete()
    StayAbroad.objects.bulk_create(
        StayAbroad(card=card, country=country, what=what) for country, what in stays
    )
    card.save()  # the last: what it is found by is complete
    AuditEvent.objects.write("people.save_card", record=card, by=by, at=at)
    return card


@transaction.atomic
def take_card_away(*, card: Card, by: User, at: datetime) -> None:
    """Nothing is kept of it."""
    AuditEvent.objects.write("people.take_card_away", record=card, by=by, at=at)
    card.delete()
