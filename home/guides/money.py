"""What the records have for an audience: the programmes it may apply to, the calls open now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from core.models import Audience, MunicipalityProfile, User
from home.start.overview import search_url
from opportunities.programmes.lines import ProgrammeLine
from opportunities.programmes.open_money import open_calls, programme_lines
from opportunities.showing.presentation import CallLine


@dataclass(frozen=True)
class AudienceMoney:
    """`programmes` are adopted ones that are not closed to the county; `count` of open calls."""

    audience: Audience
    programmes: Sequence[ProgrammeLine]
    calls: Sequence[CallLine]
    count: int
    url: str


def money_for(
    audience: Audience,
    user: User | AnonymousUser,
    *,
    profile: MunicipalityProfile | None,
    at: datetime,
) -> AudienceMoney:
    """What `audience` can apply for as of `at`. What is proposed cannot be applied for."""
    programmes = programme_lines(user, at=at, profile=profile, audience=audience)
    calls, count = open_calls(user, at=at, audience=audience.slug)
    return AudienceMoney(
        audience=audience,
        programmes=[p for p in programmes if not p.is_proposed and p.eligible is not False],
        calls=calls,
        count=count,
        url=search_url(audience=audience.slug),
    )
