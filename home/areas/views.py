"""The page of one priority area, and an overview of all of them."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.models import MunicipalityProfile, PriorityArea, User
from core.pages.area_parts import AreaLink, area_parts, in_order
from core.pages.context import profile_for
from core.web.structured_data import way
from home.start.overview import search_url
from opportunities.programmes.open_money import open_calls


@dataclass(frozen=True)
class AreaSection:
    """What an app has of the area."""

    name: str
    heading: str
    links: list[AreaLink]


@login_not_required
@require_safe
def area_overview(request: HttpRequest) -> HttpResponse:
    """Every scheme with its areas, in the order of the decision."""
    profile = profile_for(request)
    schemes = profile.schemes.prefetch_related("areas__successor") if profile else []
    return render(request, "areas/index.html", {"schemes": schemes})


@login_not_required
@require_safe
def area_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One area: its calls, and what every app has registered of it."""
    profile, at = profile_for(request), timezone.now()
    area = find(profile, slug) if profile else None
    if area is None:
        raise Http404
    parts = read_parts(area, request.user, at)
    context = {
        "area": area,
        "neighbours": [a for a in area.scheme.areas.select_related("successor") if a != area],
        "predecessors": list(area.predecessors.select_related("scheme")),
        "parts": [part for part in parts if part.links],
        "way_here": way((_("What we have chosen"), reverse("areas")), (area.name, request.path)),
        "empty": [part.heading for part in parts if not part.links],
    }
    if area.scheme.classifies_calls:
        context["calls"], context["count"] = open_calls(request.user, at=at, priority=area.slug)
        context["search_url"] = search_url(priority=area.slug)
    return render(request, "areas/page.html", context)


def find(profile: MunicipalityProfile, slug: str) -> PriorityArea | None:
    """The area of that name; of two, the one of the scheme that calls are sorted by."""
    areas = PriorityArea.objects.filter(scheme__profile=profile, slug=slug)
    related = areas.select_related("scheme", "successor__scheme")
    return related.order_by("-scheme__classifies_calls", "scheme__order", "pk").first()


def read_parts(area: PriorityArea, user: User | AnonymousUser, at: datetime) -> list[AreaSection]:
    """What each app has of the area that `user` may read, empty ones too."""
    return [
        AreaSection(name, str(part.heading), list(part.links(area, user, at)))
        for name, part in in_order(area_parts)
    ]
