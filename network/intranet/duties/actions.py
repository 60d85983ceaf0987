"""What somebody says of the duties of their seat; each is written down."""

from datetime import datetime

from django.db import transaction

from core.models import AuditEvent, User
from network.organisation.models import Appointment, Duty, DutyDone


@transaction.atomic
def say_done(*, duty: Duty, held: Appointment, year: int, by: User, at: datetime) -> None:
    """It is done for the year; said twice, it is done once."""
    _row, new = DutyDone.objects.get_or_create(
        duty=duty, appointment=held, year=year, defaults={"at": at}
    )
    if new:
        AuditEvent.objects.write("duties.done", record=duty, by=by, at=at)


@transaction.atomic
def say_not_done(*, duty: Duty, held: Appointment, year: int, by: User, at: datetime) -> None:
    """It was a slip: it is still to be done."""
    if DutyDone.objects.filter(duty=duty, appointment=held, year=year).delete()[0]:
        AuditEvent.objects.write("duties.not_done", record=duty, by=by, at=at)
