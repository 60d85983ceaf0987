"""What follows from it that somebody has ticked who came to an event: nobody types it twice."""

from collections.abc import Collection
from datetime import datetime, timedelta
from decimal import Decimal

from core.models import User
from core.words.dates import local
from network.intranet.competence.actions import Occasion, log_occasion
from network.intranet.competence.models import Training
from network.intranet.events.following import Step
from network.intranet.events.models import Event

LOGGED = frozenset({Event.Kind.TRAINING, Event.Kind.CONFERENCE, Event.Kind.STUDY_VISIT})
STEPS = frozenset({Step.ATTENDED, Step.CHANGED})  # changed: its title or day are others now
A_DAY = timedelta(hours=12)


def log_who_came(event: Event, step: Step, by: User, at: datetime) -> None:
    """A line in the training log of each; ticked again it is corrected, and never doubled."""
    if step in STEPS:
        people = came(event) if event.kind in LOGGED else []
        log_occasion(occasion=_occasion(event, people), people=people, by=by, at=at)


def came(event: Event) -> list[User]:
    """Those of whom it is ticked."""
    rows = event.sign_ups.filter(came=True).select_related("person")
    return [row.person for row in rows]


def _occasion(event: Event, people: Collection[User]) -> Occasion:
    kind = Training.Kind.JOINT if len(people) > 1 else Training.Kind.INDIVIDUAL
    return Occasion(
        key=event.uid,
        profile=event.profile,
        title=event.title,
        when=local(event.starts).date().isoformat(),
        kind=kind,
        hours=_hours(event.ends - event.starts),
        areas=list(event.areas.all()),
        unit=event.unit,
        event=event,
    )


def _hours(lasted: timedelta) -> Decimal | None:
    """By the half; not stated of what lasted over night, or no time at all."""
    halves = round(lasted / timedelta(minutes=30))
    return Decimal(halves) / 2 if halves and lasted <= A_DAY else None
