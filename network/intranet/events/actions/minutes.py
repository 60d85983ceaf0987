"""What a meeting talks about, what it decides, and who does what by when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from core.models import AuditEvent, User
from network.intranet.events.following import Step, follow
from network.intranet.events.models import ActionItem, AgendaItem, Event
from network.intranet.events.places import locked
from network.intranet.posts.actions import ChangedMeanwhile


@dataclass(frozen=True)
class Item:
    """A row of the agenda as it was written; `key` is that of the one it was before."""

    title: str
    key: int | None = None


@dataclass(frozen=True)
class Task:
    """Who does what by when, as it was written; `key` as of an item."""

    text: str
    person: User | None = None
    due: date | None = None
    key: int | None = None


@transaction.atomic
def write_agenda(
    *, event: Event, version: int, items: Sequence[Item], by: User, at: datetime
) -> None:
    """Just these items, in this order; each keeps what was decided. Raises ChangedMeanwhile."""
    event = _next(event, version, at)
    known = {item.pk: item for item in event.agenda.all()}
    event.agenda.exclude(pk__in=[item.key for item in items if item.key]).delete()
    for number, item in enumerate(items, start=1):
        row = known.get(item.key or 0) or AgendaItem(event=event)
        row.title, row.order = item.title, number
        row.save()
    AuditEvent.objects.write("events.agenda", record=event, by=by, at=at)
    follow(event, Step.CHANGED, by=by, at=at)


@transaction.atomic
def write_minutes(
    *,
    event: Event,
    version: int,
    minutes: str,
    decisions: Mapping[int, str],
    tasks: Iterable[Task],
    by: User,
    at: datetime,
) -> None:
    """The minutes, what was decided by key of the item, and just these action items.

    What is done stays done. Raises ChangedMeanwhile.
    """
    event = _next(event, version, at, minutes=minutes)
    for item in event.agenda.all():
        if item.pk in decisions:
            item.decision = decisions[item.pk]
            item.save(update_fields=["decision"])
    known = {item.pk: item for item in event.action_items.all()}
    kept = []
    for task in tasks:
        row = known.get(task.key or 0) or ActionItem(event=event)
        row.text, row.person, row.due = task.text, task.person, task.due
        row.save()
        kept.append(row.pk)
    event.action_items.exclude(pk__in=kept).delete()
    AuditEvent.objects.write("events.minutes", record=event, by=by, at=at)
    follow(event, Step.MINUTES, by=by, at=at)


@transaction.atomic
def finish_task(*, item: ActionItem, done: bool, by: User, at: datetime) -> None:
    """An action item is done, or is not after all; said twice, it is as it was."""
    event = locked(item.event)
    open_ones = ActionItem.objects.filter(pk=item.pk, done_at__isnull=done)
    if not open_ones.update(done_at=at if done else None, done_by=by if done else None):
        return
    AuditEvent.objects.write("events.task", record=event, by=by, at=at)
    follow(event, Step.CHANGED, by=by, at=at)


def _next(event: Event, version: int, at: datetime, minutes: str | None = None) -> Event:
    """The event, locked, with the number after `version`. Raises ChangedMeanwhile."""
    event = locked(event)
    if event.version != version:
        raise ChangedMeanwhile
    if minutes is not None:
        event.minutes = minutes
    event.version, event.changed_at = version + 1, at
    event.save()
    return event
