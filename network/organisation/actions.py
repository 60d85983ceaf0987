"""What is done with seats that are held: ended, extended, handed over."""

from datetime import date, datetime

from django.db import transaction

from core.models import AuditEvent, User
from network.organisation.handing_over import handovers
from network.organisation.models import Appointment


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
