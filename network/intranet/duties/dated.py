"""The duties of somebody's seats that come back each year by a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from core.models import MunicipalityProfile
from network.intranet.start.parts import Somebody, Task
from network.organisation.models import Appointment, Duty, DutyDone

SOON = timedelta(days=45)
LATE = timedelta(days=180)  # after which it waits no more: the next year's is nearer


@dataclass(frozen=True)
class DatedDuty:
    """A duty of one of the seats, its day nearest to now, and whether that is done."""

    duty: Duty
    held: Appointment
    day: date
    is_done: bool


def dated_duties(
    profile: MunicipalityProfile, seats: Sequence[Appointment], on: date
) -> list[DatedDuty]:
    """One for each duty with a day of each seat, the first to come first. Two queries at most."""
    kinds = {held.seat.kind for held in seats if held.seat.kind}
    duties = [duty for duty in profile.duties.filter(kind__in=kinds) if duty.month] if kinds else []
    if not duties:
        return []
    done = set(
        DutyDone.objects.filter(Q(appointment__in=seats), duty__in=duties).values_list(
            "duty", "appointment", "year"
        )
    )
    found = [
        DatedDuty(duty, held, day, (duty.pk, held.pk, day.year) in done)
        for held in seats
        for duty in duties
        if duty.kind == held.seat.kind and (day := _nearest(duty, held, on))
    ]
    return sorted(found, key=lambda each: (each.day, each.duty.pk))


def _nearest(duty: Duty, held: Appointment, on: date) -> date | None:
    """The first day of it that is not past by LATE, and not before the seat was theirs."""
    earliest = max(on - LATE, held.starts or date.min)
    days = (duty.day_in(year) for year in range(on.year - 1, on.year + 3))
    return next((day for day in days if day and day >= earliest), None)


def waiting_duties(somebody: Somebody) -> Iterator[Task]:
    """On the start page: what is to be done soon, or should be done by now."""
    for each in dated_duties(somebody.profile, somebody.seats, somebody.on):
        if not each.is_done and each.day - somebody.on <= SOON:
            yield Task(
                title=each.duty.text,
                text=_("A duty of your seat: %(seat)s") % {"seat": each.held.seat},
                url=f"{reverse('my_data')}#duties",
                action=_("Say that it is done"),
                day=each.day,
            )
