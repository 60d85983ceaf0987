"""What is written in training logs, and taken out of them; noted without the words."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from core.models import AuditEvent, MunicipalityProfile, PriorityArea, User
from core.words.dates import local
from core.words.imprecise import ImpreciseDate
from network.intranet.competence.models import Training
from network.intranet.events.models import Event
from network.organisation.models import Unit
from network.organisation.seats import first_unit_of


@dataclass(frozen=True)
class Occasion:
    """What several may have learnt together; its key makes it one, however often it is written."""

    key: UUID
    profile: MunicipalityProfile
    title: str
    when: str  # a day, a month or a year
    kind: str = Training.Kind.JOINT
    hours: Decimal | None = None
    done: bool = True
    areas: Collection[PriorityArea] = ()
    unit: Unit | None = None  # of those who belong to several, or to none
    event: Event | None = None


@transaction.atomic
def log_occasion(
    *,
    occasion: Occasion,
    people: Iterable[User],
    among: Collection[int] | None = None,
    by: User,
    at: datetime,
) -> None:
    """A line for each of the people, and none for others: of those `among`, as keys, or of all.

    Written again it corrects what, when and whether it is done, and leaves what somebody has
    written of it: hours, and what it gave. A line that says what it gave stays, whoever is taken
    out.
    """
    there = {line.person_id: line for line in Training.objects.filter(occasion=occasion.key)}
    wanted = {person.pk: person for person in people}
    for key, line in there.items():
        known = among is None or key in among
        if key and key not in wanted and known and not line.gave.strip():
            _note("take_away", line, by, at)
            line.delete()
    for key, person in wanted.items():
        _write(occasion, person, there.get(key), by, at)


@transaction.atomic
def add_training(
    *,
    profile: MunicipalityProfile,
    facts: Mapping[str, Any],
    areas: Collection[PriorityArea],
    people: Iterable[User],
    key: UUID,
    by: User,
    at: datetime,
) -> None:
    """The same line for each of the people; sent twice under one key, it is one."""
    on = local(at).date()
    for person in people:
        rest = {"profile": profile, "unit": first_unit_of(person, on, rather=None), **facts}
        line, new = Training.objects.get_or_create(occasion=key, person=person, defaults=rest)
        if new:
            line.areas.set(areas)
            _note("log", line, by, at)


@transaction.atomic
def change_training(
    *,
    training: Training,
    facts: Mapping[str, Any],
    areas: Iterable[PriorityArea],
    by: User,
    at: datetime,
) -> None:
    """Other words, another day, or that it is done."""
    for name, value in facts.items():
        setattr(training, name, value)
    training.save()
    training.areas.set(areas)
    _note("change", training, by, at)


@transaction.atomic
def remove_training(*, training: Training, by: User, at: datetime) -> None:
    """Nothing is kept of it."""
    _note("remove", training, by, at)
    training.delete()


def _write(occasion: Occasion, person: User, line: Training | None, by: User, at: datetime) -> None:
    facts = {"title": occasion.title, "when": ImpreciseDate(occasion.when), "done": occasion.done}
    if line:
        if all(getattr(line, name) == value for name, value in facts.items()):
            return
        for name, value in facts.items():
            setattr(line, name, value)
        line.save()
        _note("change", line, by, at)
        return
    line = Training.objects.create(
        occasion=occasion.key,
        profile=occasion.profile,
        person=person,
        unit=first_unit_of(person, local(at).date(), rather=occasion.unit),
        kind=occasion.kind,
        hours=occasion.hours,
        event=occasion.event,
        **facts,
    )
    line.areas.set(occasion.areas)
    _note("log", line, by, at)


def _note(what: str, training: Training, by: User, at: datetime) -> None:
    AuditEvent.objects.write(f"competence.{what}", record=training, by=by, at=at)
