"""Who gets what is passed on to a unit."""

from datetime import datetime

from django.db.models import Q, QuerySet

from core.models import User
from core.words.dates import local
from network.intranet.readers import holders
from network.organisation.models import Unit, UnitMember


def colleagues(unit: Unit, person: User, at: datetime) -> QuerySet[User]:
    """Everybody else who works in the unit or holds a seat there, and has an address."""
    on = local(at).date()
    staff = UnitMember.objects.current(on).filter(unit=unit).values("person")
    seated = holders(Q(unit=unit), on).values("pk")
    there = User.objects.filter(Q(pk__in=staff) | Q(pk__in=seated), is_active=True)
    return there.exclude(pk=person.pk).exclude(email="").order_by("pk")
