"""Who coordinates the EU work today: whoever has no account, or may not enter, asks them."""

from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from core.models import MunicipalityProfile
from core.pages.context import profile_for
from core.words.dates import local
from network.organisation.models import Seat


def coordinators(profile: MunicipalityProfile | None, on: date) -> QuerySet[Seat]:
    """The seats of those who coordinate the work on a day."""
    seats = Seat.objects.current(on).filter(kind=Seat.Kind.COORDINATOR, profile=profile)
    return seats.select_related("unit", "body")


def to_ask(request: HttpRequest) -> list[str]:
    """Role and address of each that has an address of its own; never a person's name."""
    on = local(timezone.now()).date()
    seats = coordinators(profile_for(request), on).exclude(email="")
    return [f"{seat.role}, {seat.email}" for seat in seats]
