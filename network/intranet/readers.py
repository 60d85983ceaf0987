"""How many people read what has a visibility: said before something is written."""

from datetime import date

from django.db.models import Q, QuerySet

from core.access.visibility import Visibility
from core.models import User
from network.organisation.models import (
    Appointment,
    Group,
    GroupMember,
    Seat,
    Unit,
    UnitMember,
)
from network.organisation.standing import OF_THE_NETWORK


def readers(visibility: str, *, unit: Unit | None, on: date) -> int:
    """How many who are not deactivated read it, besides its author and superusers.

    `unit` is the department's, for what is for one.
    """
    if visibility == Visibility.STAFF:
        return User.objects.filter(is_active=True).count()
    coordinators = _holders(Q(kind=Seat.Kind.COORDINATOR), on)
    if visibility == Visibility.NETWORK:
        groups = Group.objects.current(on).filter(kind__in=OF_THE_NETWORK)
        members = GroupMember.objects.current(on).filter(group__in=groups, reinforces=False)
        of_network = Q(pk__in=_holders(Q(kind__in=OF_THE_NETWORK), on))
        of_network |= Q(pk__in=members.values("person"))
        return User.objects.filter(of_network, is_active=True).count()
    if visibility == Visibility.DEPARTMENT and unit is not None:
        members = UnitMember.objects.current(on).filter(unit=unit, person__is_active=True)
        of_unit = Q(pk__in=_holders(Q(unit=unit), on)) | Q(pk__in=members.values("person"))
        return User.objects.filter(of_unit | Q(pk__in=coordinators)).count()
    return coordinators.count()


def _holders(which: Q, on: date) -> QuerySet[User]:
    """Those who hold one of the seats today, or that of its deputy."""
    seats = Seat.objects.current(on).filter(which)
    theirs = Q(seat__in=seats.values("pk")) | Q(seat__in=seats.values("deputy"))
    held = Appointment.objects.current(on).filter(theirs, seat__in=Seat.objects.current(on))
    return User.objects.filter(is_active=True, pk__in=held.values("person"))
