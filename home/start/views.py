"""What the start page shows of the records."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from core.models import MunicipalityProfile
from core.pages.context import profile_for
from core.web import content_version
from home.news.listing import latest
from home.start.models import StartPage
from home.start.overview import overview
from network.cooperation.areas import map_context
from projects.showing.brief import projects_in_brief


def start_context(
    _page: StartPage, request: HttpRequest, context: dict[str, Any]
) -> Mapping[str, Any]:
    """What is open, what runs, what is new, whom we work with and who does it."""
    profile, at = profile_for(request), timezone.now()
    if profile is None:
        return {}
    return {
        "overview": overview(profile, request.user, at=at),
        "brief": projects_in_brief(request.user, at=at),
        "latest": latest(request.user),
        **map_context(profile, request.user),
        **content_version.kept(f"organisation:{profile.pk}", lambda: _organisation(profile)),
    }


def _organisation(profile: MunicipalityProfile) -> Mapping[str, Any]:
    """Who does it, the same for everybody."""
    return {
        "bodies": list(profile.bodies.all()),
        "steps": list(profile.process_steps.all()),
        "services": list(profile.support_services.all()),
    }
