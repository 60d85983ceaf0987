"""Whose account nobody needs any more: proposed to be erased, and never erased by itself."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from core.models import User
from core.operation.personal.erasing import NAMELESS, erase
from core.operation.personal.replacing import FORMER
from core.words.dates import local
from network.organisation.models import Appointment, GroupMember, UnitMember


def left_alone(until: datetime) -> QuerySet[User]:
    """Accounts without a seat, a unit or a group since that day, and without a log-in since.

    Administrators are left out, and so is who is erased already.
    """
    on = local(until).date()
    bound = [
        Exists(model.objects.filter(Q(ends=None) | Q(ends__gt=on), person=OuterRef("pk")))
        for model in (Appointment, UnitMember, GroupMember)
    ]
    people = User.objects.filter(~bound[0], ~bound[1], ~bound[2], is_superuser=False)
    people = people.exclude(username=FORMER).exclude(username__startswith=NAMELESS)
    last_seen = Coalesce("last_login", "date_joined")
    return people.annotate(seen=last_seen).filter(seen__lte=until).order_by("seen")


def erase_account(person: User, **named: Any) -> None:
    """The row stays, without a name."""
    erase(person=person, **named)
