"""What is open now: lines of calls and of programmes, in a fixed number of queries."""

from collections import Counter
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from core.models import Audience, MunicipalityProfile, User
from core.words.dates import local
from opportunities.finding.open_now import call_lines, open_now
from opportunities.models import Programme
from opportunities.programmes.lines import ProgrammeLine, programme_line
from opportunities.showing.presentation import CallLine

CALLS = 5


def open_calls(
    user: User | AnonymousUser, *, at: datetime, **facets: str
) -> tuple[list[CallLine], int]:
    """The open calls with these facets that close first, and how many there are in all."""
    entries = open_now(user, at=at, **facets)
    first = [entry.object_id for entry in entries[:CALLS]]
    lines = call_lines(first, user, at=at)
    return [lines[pk] for pk in first if pk in lines], len(entries)


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
    of_programmes = (entry.facets.get("programme", ()) for entry in open_now(user, at=at))
    counts = Counter(slug for slugs in of_programmes for slug in slugs)
    county, on = profile.county if profile else "", local(at).date()
    return [
        programme_line(programme, county=county, on=on, open_calls=counts[programme.slug])
        for programme in programmes
    ]
