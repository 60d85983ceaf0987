"""What the pages of twin towns and of cooperation show of the records."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch
from django.http import Http404, HttpRequest
from django.utils import timezone

from core.access.sections import visible_pages
from core.models import MunicipalityProfile, User
from core.pages.context import profile_for
from network.cooperation.map import twin_map
from network.cooperation.models import (
    Agreement,
    Award,
    CooperationPage,
    Exchange,
    ExternalOrganisation,
    NetworkMembership,
    TwinTown,
    TwinTownsPage,
)
from network.cooperation.towns import by_status, readable
from network.intranet.events.showing.public import coming_public


def towns_context(
    page: TwinTownsPage, request: HttpRequest, context: dict[str, Any], *, key: str = ""
) -> Mapping[str, Any]:
    """The towns that the reader may see, by status, and the map of them; or the one of `key`.

    A town that the reader may not see does not exist.
    """
    profile, user = profile_for(request), request.user
    if key:
        town = town_of(profile, key, user)
        if town is None:
            raise Http404
        return {"town": town, "trail": [*context["trail"], page]}
    towns = readable(profile, user) if profile else []
    others = CooperationPage.objects.filter(locale=page.locale)
    return {
        "cooperation": visible_pages(user, among=others).first(),
        "base": page.get_url(request),
        "groups": by_status(towns),
        "map": twin_map(profile, towns) if profile else None,
        "answering": profile.bodies.filter(towns__in=towns).distinct() if profile else [],
    }


def town_of(
    profile: MunicipalityProfile | None, key: str, user: User | AnonymousUser
) -> TwinTown | None:
    """The town with everything its page shows that `user` may read."""
    agreements = Agreement.objects.visible_to(user).select_related("decided_by", "ended_by")
    exchanges = Exchange.objects.visible_to(user).prefetch_related("areas")
    towns = TwinTown.objects.visible_to(user).filter(profile=profile, key=key)
    return (
        towns.select_related("decided_by", "responsible", "contact__unit", "contact__body")
        .prefetch_related(
            "areas",
            "changes__decided_by",
            Prefetch("agreements", agreements),
            Prefetch("exchanges", exchanges),
        )
        .first()
    )


def cooperation_context(
    _page: CooperationPage, request: HttpRequest, context: dict[str, Any]
) -> Mapping[str, Any]:
    """What the reader may see of each register."""
    user = request.user
    own = {"profile": profile_for(request)}
    # Of an agreement everybody may read, not everybody may read with whom it is.
    parties = (
        Prefetch("town", TwinTown.objects.visible_to(user)),
        Prefetch("organisation", ExternalOrganisation.objects.visible_to(user)),
    )
    agreements = list(
        Agreement.objects.visible_to(user)
        .filter(**own)
        .select_related("decided_by", "ended_by")
        .prefetch_related(*parties)
    )
    kind = Agreement.Kind
    organisations = list(ExternalOrganisation.objects.visible_to(user).filter(**own))
    memberships = NetworkMembership.objects.visible_to(user).filter(
        organisation__in=ExternalOrganisation.objects.visible_to(user), **own
    )
    exchanges = Exchange.objects.visible_to(user).filter(**own, town=None)
    return {
        "events": coming_public(own["profile"], timezone.now()),
        "agreements": [a for a in agreements if a.kind != kind.PARTNERSHIP],
        "partnerships": [a for a in agreements if a.kind == kind.PARTNERSHIP],
        "arenas": [o for o in organisations if o.kind != o.Kind.PARTNER],
        "partners": [o for o in organisations if o.kind == o.Kind.PARTNER],
        "memberships": list(memberships.select_related("organisation", "decided_by")),
        "exchanges": list(exchanges.select_related("organisation").prefetch_related("areas")),
        "awards": list(Award.objects.visible_to(user).filter(**own)),
    }
