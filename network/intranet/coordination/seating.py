"""Which seat somebody takes, what it means, and whom to ask for it."""

from datetime import date
from itertools import count

from django.utils.translation import gettext, gettext_noop, override

from core.models import MunicipalityProfile
from core.words.language import LANGUAGES
from network.organisation.models import Appointment, Nomination, Seat, Unit
from network.organisation.models.duties import duties_of

CONTACT = gettext_noop("Contact person for EU affairs")
COORDINATOR = gettext_noop("Coordinator of the EU work")


def duties_in(nomination: Nomination) -> str:
    """What the document says of the seat, in the language of the mails, a line each."""
    with override(nomination.language):
        return "\n".join(duties_of(nomination.profile, nomination.kind))


def contact_seat(nomination: Nomination, on: date) -> Seat:
    """The unit's seat that nobody holds, else a new one."""
    unit = nomination.unit
    assert unit is not None  # else the question is for a seat (nomination_is_for_a_unit_or_a_seat)
    held = Appointment.objects.current(on).filter(person__is_active=True).values("seat")
    seats = Seat.objects.current(on).filter(unit=unit, kind=Seat.Kind.CONTACT).exclude(pk__in=held)
    return seats.order_by("pk").first() or _new(
        nomination.profile, Seat.Kind.CONTACT, CONTACT, f"{unit.key}-contact", unit
    )


def coordinators_seat(profile: MunicipalityProfile) -> Seat:
    """The one there is, else a new one in no unit."""
    seats = profile.seats.filter(kind=Seat.Kind.COORDINATOR, ends=None)
    return seats.order_by("pk").first() or _new(
        profile, Seat.Kind.COORDINATOR, COORDINATOR, "coordinator", None
    )


def head_address(unit: Unit, on: date) -> str:
    """That of whoever heads the unit, or of the role; empty where neither is known."""
    seats = Seat.objects.current(on).filter(unit=unit, kind=Seat.Kind.HEAD)
    held = Appointment.objects.current(on).filter(seat__in=seats, person__is_active=True)
    people = [appointment.person for appointment in held.select_related("person")]
    addresses = [person.email for person in people if person] + [seat.email for seat in seats]
    return next(filter(None, addresses), "")


def _new(
    profile: MunicipalityProfile, kind: Seat.Kind, role: str, key: str, unit: Unit | None
) -> Seat:
    names = {}
    for code in LANGUAGES:
        with override(code):
            names[f"role_{code}"] = gettext(role)
    taken = set(profile.seats.values_list("key", flat=True))
    keys = (f"{key[:45]}-{number}" if number > 1 else key[:50] for number in count(1))
    free = next(each for each in keys if each not in taken)
    return Seat.objects.create(profile=profile, key=free, kind=kind, unit=unit, **names)
