"""What every page's header and footer need."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from core.models import MunicipalityProfile
from core.web import content_version
from core.web.request import once


def profile_for(request: HttpRequest) -> MunicipalityProfile | None:
    """The municipality whose site was asked for; None before a profile is loaded."""
    return once(request, _read_profile)


def _read_profile(request: HttpRequest) -> MunicipalityProfile | None:
    profiles = content_version.kept("profiles", _profiles)
    if len(profiles) > 1:
        site = Site.find_for_request(request)
        profiles = [profile for profile in profiles if profile.site == site]
    return profiles[0] if profiles else None


def _profiles() -> list[MunicipalityProfile]:
    return list(MunicipalityProfile.objects.select_related("site"))


def municipality(request: HttpRequest) -> dict[str, Any]:
    """`profile` in every template, read when first used."""
    return {"profile": SimpleLazyObject(lambda: profile_for(request))}
