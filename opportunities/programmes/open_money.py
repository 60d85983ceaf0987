"""What is open now: lines of calls and of programmes, in a fixed number of queries."""

from collections import Counter
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import F

from core.models import Audience, MunicipalityProfile, User
from core.words.dates import local
from opportunities.models import Call, ExchangeRate, Programme
from opportunities.programmes.lines import ProgrammeLine, programme_line
from opportunities.showing.presentation import CallLine, call_line

CALLS = 5


def open_calls(
    user: User | AnonymousUser, *, at: datetime, **narrowed: object
) -> tuple[list[CallLine], int]:
    """The open calls that close first, and how many there are in all."""
    calls = Call.objects.visible_to(user).open(at).filter(**narrowed)
    first = calls.order_by(F("next_deadline_at").asc(nulls_last=True), "pk").listed()[:CALLS]
    rate = ExchangeRate.current()
    return [call_line(call, at=at, rate=rate) for call in first], calls.count()


def programme_lines(
    user: User | AnonymousUser,
    *,
    at: datetime,
    profile: MunicipalityProfile | None,
    audience: Audience | None = None,
) -> list[ProgrammeLine]:
    """The programmes, or those for `audience`, with how many calls are open."""
    programmes = Programme.objects.prefetch_related("periods__successor__programme", "audiences")
    if audience:
        programmes = programmes.filter(audiences=audience)
    calls = Call.objects.visible_to(user).open(at)
    counts = Counter(calls.order_by().values_list("programme_id", flat=True))
    county, on = profile.county if profile else "", local(at).date()
    return [
        programme_line(programme, county=county, on=on, open_calls=counts[programme.pk])
        for programme in programmes
    ]
