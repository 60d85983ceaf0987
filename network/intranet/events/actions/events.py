"""Events are called, changed and called off; each is written down, without the text."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from core.models import AuditEvent, MunicipalityProfile, PriorityArea, User
from network.intranet.events.following import Step, follow
from network.intranet.events.models import Event
from network.intranet.events.places import fill, locked
from network.intranet.posts.actions import ChangedMeanwhile

# What stands in the calendars of those who come: a change of it is sent to them.
IN_CALENDARS = ("title", "starts", "ends", "zone", "place", "link")


@transaction.atomic
def create_event(
    *,
    profile: MunicipalityProfile,
    author: User,
    facts: Mapping[str, Any],
    areas: Iterable[PriorityArea],
    key: UUID,
    at: datetime,
) -> Event:
    """A new event of these facts; the same under the same key is the event that it was."""
    named = ("title", "starts", "ends", "text")
    known = Event.objects.filter(key=key).first()
    if known and known.author == author and all(getattr(known, n) == facts[n] for n in named):
        return known
    own_key = None if known else key
    facts = {"profile": profile, "author": author, **facts}
    event = Event.objects.create(**facts, key=own_key, created_at=at, changed_at=at)
    event.areas.set(areas)
    AuditEvent.objects.write("events.create", record=event, by=author, at=at)
    follow(event, Step.CREATED, by=author, at=at)
    return event


@transaction.atomic
def change_event(
    *,
    event: Event,
    version: int,
    facts: Mapping[str, Any],
    areas: Iterable[PriorityArea],
    by: User,
    at: datetime,
) -> Event:
    """Other facts for an event as `version` had it. Raises ChangedMeanwhile.

    Where there are more places than before, those who wait get them.
    """
    event = locked(event)
    if event.version != version:
        raise ChangedMeanwhile
    told = any(getattr(event, name) != facts[name] for name in IN_CALENDARS)
    for name, value in facts.items():
        setattr(event, name, value)
    event.version += 1
    event.sequence += told
    event.changed_at = at
    event.save()
    event.areas.set(areas)
    fill(event)
    AuditEvent.objects.write("events.change", record=event, by=by, at=at)
    follow(event, Step.CHANGED, by=by, at=at)
    return event


@transaction.atomic
def cancel_event(*, event: Event, reason: str, by: User, at: datetime) -> None:
    """It does not take place, for a reason; called off twice, it is called off once."""
    event = locked(event)
    if event.is_cancelled:
        return
    event.cancelled_at, event.cancelled_because = at, reason
    event.version += 1
    event.sequence += 1
    event.changed_at = at
    event.save()
    AuditEvent.objects.write("events.cancel", record=event, by=by, at=at)
    follow(event, Step.CANCELLED, by=by, at=at)
