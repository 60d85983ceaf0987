"""What every page's header and footer need."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from core.models import MunicipalityProfile


def profile_for(request: HttpRequest) -> MunicipalityProfile | None:
    """The municipality whose site was asked for; None before a profile is loaded."""
    if not hasattr(request, "_profile"):
        profiles = list(MunicipalityProfile.objects.select_related("site"))
        if len(profiles) > 1:
            site = Site.find_for_request(request)
            profiles = [profile for profile in profiles if profile.site == site]
        request._profile = profiles[0] if profiles else None
    return request._profile


def municipality(request: HttpRequest) -> dict[str, Any]:
    """`profile` in every template, read when first used."""
    return {"profile": SimpleLazyObject(lambda: profile_for(request))}
