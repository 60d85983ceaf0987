"""A conference or a study visit that is over is an exchange: its unit has only to say what it gave.

What has been ticked writes a draft and corrects it, until somebody sends it to the editors.
"""

from datetime import datetime
from typing import Any

from django.db.models import Q

from core.access.visibility import Visibility
from core.models import AuditEvent, User
from core.words.dates import local
from core.words.imprecise import ImpreciseDate
from network.cooperation.exchanges.occasions import OF_EVENT
from network.cooperation.models import Exchange
from network.cooperation.publishing import until_published
from network.intranet.competence.following import STEPS, came
from network.intranet.events.following import Step
from network.intranet.events.models import Event
from network.organisation.models import Appointment, Seat

KINDS = {
    Event.Kind.CONFERENCE.value: Exchange.Kind.CONFERENCE,
    Event.Kind.STUDY_VISIT.value: Exchange.Kind.VISIT,
}
# No draft is read by more people than its event; nor by strangers.
READERS = {
    Visibility.DEPARTMENT: Visibility.DEPARTMENT,
    Visibility.GROUP: Visibility.COORDINATION,
    Visibility.COORDINATION: Visibility.COORDINATION,
}


def draft_exchange(event: Event, step: Step, by: User, at: datetime) -> None:
    """The draft, with how many came; gone where nobody did and nobody has said what it gave."""
    if step not in STEPS:
        return
    key = f"{OF_EVENT}{event.uid}"
    draft = Exchange.objects.filter(profile=event.profile, key=key).first()
    if draft and draft.state != Exchange.State.DRAFT:
        return  # it is the unit's own text by now
    people = came(event) if event.kind in KINDS else []
    if people:
        _write(draft or Exchange(profile=event.profile, key=key), event, people, by, at)
    elif draft and not draft.result_sv.strip():
        AuditEvent.objects.write("cooperation.remove_exchange", record=draft, by=by, at=at)
        draft.delete()


def _write(draft: Exchange, event: Event, people: list[User], by: User, at: datetime) -> None:
    new = draft.pk is None
    day = local(event.starts).date()
    facts: dict[str, Any] = {
        "kind": KINDS[event.kind],
        "title_sv": event.title,
        "when": ImpreciseDate(day.isoformat()),
        "visibility": _readers(event),
        **_numbers(people, event),
    }
    if not new and all(getattr(draft, name) == value for name, value in facts.items()):
        return
    for name, value in facts.items():
        setattr(draft, name, value)
    if new:
        draft.state, draft.unit, draft.author = Exchange.State.DRAFT, event.unit, by
        draft.save()
        draft.areas.set(event.areas.all())
    draft.save()
    AuditEvent.objects.write("cooperation.draft_exchange", record=draft, by=by, at=at)


def _readers(event: Event) -> Visibility:
    if event.unit is None:
        return Visibility.COORDINATION
    return READERS.get(Visibility(event.visibility), until_published(event.profile))


def _numbers(people: list[User], event: Event) -> dict[str, Any]:
    """Politicians by their seats on the day; the others are officers."""
    on = local(event.starts).date()
    elected = Appointment.objects.current(on).filter(
        Q(seat__kind=Seat.Kind.POLITICIAN), person__in=people
    )
    politicians = elected.values("person").distinct().count()
    counted = {"politicians": politicians, "officers": len(people) - politicians}
    return {
        **{name: bool(number) for name, number in counted.items()},
        **{f"{name}_number": number or None for name, number in counted.items()},
    }
