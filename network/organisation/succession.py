"""What passes from a unit that is merged to the one after it; each app registers its part."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import count

from core.registry import Registry
from network.organisation.models import Appointment, Nomination, Seat, Unit, UnitMember

# A part passes what its app has of the first unit to the second, whose first day is given.
parts: Registry[Callable[[Unit, Unit, date], None]] = Registry("part of a succession")
ONE_DAY = timedelta(days=1)


def heir(unit: Unit, on: date) -> Unit | None:
    """The one after it, or the one after that where it has ended too; None where there is none."""
    seen, after = {unit.pk}, unit.successor
    while after and after.successor and after.ends and after.ends < on and after.pk not in seen:
        seen.add(after.pk)
        after = after.successor
    return None if after is None or after.pk in seen else after


def pass_seats(unit: Unit, successor: Unit, on: date) -> None:
    """Seats go on in the successor; that they were in `unit`, and held there, stays behind."""
    for seat in unit.seats.exclude(ends__lt=on):
        if seat.starts is None or seat.starts < on:
            _leave_behind(seat, unit, on)
            seat.starts = on
        seat.unit = successor
        seat.save()


def pass_members(unit: Unit, successor: Unit, on: date) -> None:
    """Who works there works in the successor from its first day."""
    for member in unit.members.exclude(ends__lt=on):
        known = UnitMember.objects.current(on).filter(unit=successor, person=member.person)
        if not known.exists():
            starts = max(on, member.starts or on)
            successor.members.create(person=member.person, starts=starts, ends=member.ends)
        _end(member, on)


def pass_covered(unit: Unit, successor: Unit, on: date) -> None:
    """Who covers it in a group covers the successor; of those who have left, it stays theirs."""
    for member in unit.covered_by.exclude(ends__lt=on):
        member.units.remove(unit)
        member.units.add(successor)


def pass_questions(unit: Unit, successor: Unit, _on: date) -> None:
    """Who was asked for a contact person is asked for the successor's."""
    Nomination.objects.open().filter(unit=unit).update(unit=successor)


def end_what_is_held(unit: Unit, on: date, at: datetime) -> None:
    """Where nothing comes after a unit, its seats and memberships end; nobody is asked for one."""
    Nomination.objects.open().filter(unit=unit).update(withdrawn_at=at)
    held = Appointment.objects.filter(seat__unit=unit).exclude(ends__lt=on)
    for appointment in held:
        _end(appointment, on)
    for member in unit.members.exclude(ends__lt=on):
        _end(member, on)


def _leave_behind(seat: Seat, unit: Unit, on: date) -> None:
    """A copy of the seat that ended with the unit, with who held it until then."""
    held = list(seat.appointments.exclude(starts__gte=on))
    past = Seat.objects.get(pk=seat.pk)
    past.pk, past.key, past.unit, past.ends = None, _free_key(seat), unit, on - ONE_DAY
    past._state.adding = True
    past.save()
    for appointment in held:
        if appointment.ends is None or appointment.ends >= on:
            goes_on = Appointment.objects.get(pk=appointment.pk)
            goes_on.pk, goes_on.starts = None, on
            goes_on._state.adding = True
            goes_on.save()
            appointment.ends = on - ONE_DAY
        appointment.seat = past
        appointment.save()


def _free_key(seat: Seat) -> str:
    taken = set(seat.profile.seats.values_list("key", flat=True))
    return next(key for n in count(2) if (key := f"{seat.key[:45]}-{n}") not in taken)


def _end(row: Appointment | UnitMember, on: date) -> None:
    """The day before `on` is the last; what has not begun by then does not happen."""
    if row.starts and row.starts >= on:
        row.delete()
    else:
        row.ends = on - ONE_DAY
        row.save()
