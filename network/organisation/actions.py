"""What is done with seats and units: ended, extended, handed over, merged."""

from datetime import date, datetime, timedelta

from django.db import transaction

from core.models import AuditEvent, User
from core.operation.locks import one_at_a_time
from core.words.dates import local
from network.organisation.handing_over import handovers
from network.organisation.models import Appointment, Unit
from network.organisation.succession import end_what_is_held, heir, parts


@transaction.atomic
def end_appointment(
    *, appointment: Appointment, last_day: date | None, by: User, at: datetime
) -> None:
    """Another last day, earlier or later; None is none. What it gives ends with that day."""
    appointment.ends = last_day
    appointment.full_clean(validate_unique=False)
    appointment.save(update_fields=["ends"])
    AuditEvent.objects.write("organisation.end_appointment", record=appointment, by=by, at=at)


@transaction.atomic
def hand_over(*, appointment: Appointment, to: User, by: User | None, at: datetime) -> None:
    """Whatever the holder of a seat has open is `to`'s from now on, in every app."""
    if appointment.person is None or appointment.person == to:
        return
    for _name, give in handovers:
        give(appointment.person, to)
    AuditEvent.objects.write("organisation.hand_over", record=appointment, by=by, at=at)


@transaction.atomic
def succeed_unit(*, unit: Unit, successor: Unit | None, on: date, by: User, at: datetime) -> None:
    """The day before `on` is the unit's last; what belongs to it passes on, at once or on the day.

    Without a successor its seats end with it. Raises ValidationError where it cannot be one.
    """
    unit.ends, unit.successor = on - timedelta(days=1), successor
    unit.full_clean(validate_unique=False)
    unit.save()
    AuditEvent.objects.write("organisation.succeed_unit", record=unit, by=by, at=at)
    if successor is None:
        end_what_is_held(unit, on, at)
    elif on <= local(at).date():
        pass_on(unit=unit, by=by, at=at)


@transaction.atomic
def pass_on(*, unit: Unit, by: User | None, at: datetime) -> None:
    """All that every app has of a unit that has ended goes to its successor, once."""
    one_at_a_time(f"pass on what unit {unit.pk} has")
    unit = Unit.objects.get(pk=unit.pk)
    after = heir(unit, local(at).date())
    if unit.passed_on_at or unit.ends is None or after is None:
        return
    for _name, pass_part in parts:
        pass_part(unit, after, unit.ends + timedelta(days=1))
    unit.passed_on_at = at
    unit.save(update_fields=["passed_on_at"])
    AuditEvent.objects.write("organisation.pass_on", record=unit, by=by, at=at)
