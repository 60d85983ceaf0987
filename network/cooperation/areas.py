"""Twin towns and exchanges of a priority area, and the map for the start page."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser

from core.access.sections import visible_pages
from core.models import MunicipalityProfile, PriorityArea, User
from core.pages.area_parts import AreaLink
from core.words.language import current
from network.cooperation.map import twin_map
from network.cooperation.models import Exchange, TwinTown, TwinTownsPage
from network.cooperation.towns import by_status, readable


def base_url(user: User | AnonymousUser) -> str:
    """The address of the page of twin towns in the reader's language; empty where there is none."""
    pages = TwinTownsPage.objects.filter(locale__language_code=current())
    page = visible_pages(user, among=pages).first()
    return (page.get_url() or "") if page else ""


def map_context(profile: MunicipalityProfile, user: User | AnonymousUser) -> dict[str, Any]:
    """What towns/map.html and towns/groups.html need: `map` and `groups`."""
    towns = readable(profile, user)
    return {"map": twin_map(profile, towns), "groups": by_status(towns)}


def town_links(area: PriorityArea, user: User | AnonymousUser, _at: datetime) -> Sequence[AreaLink]:
    """The twin towns that work on the area with us."""
    base = base_url(user)
    towns = TwinTown.objects.visible_to(user).filter(areas=area)
    return [AreaLink(t.called, f"{base}{t.key}/", t.get_status_display()) for t in towns if base]


def exchange_links(
    area: PriorityArea, user: User | AnonymousUser, _at: datetime
) -> Sequence[AreaLink]:
    """The exchanges about the area with towns that `user` may read."""
    base = base_url(user)
    exchanges = Exchange.objects.visible_to(user).filter(
        areas=area, town__in=TwinTown.objects.visible_to(user)
    )
    return [
        AreaLink(e.title, f"{base}{e.town.key}/#exchanges", e.when.words)
        for e in exchanges.select_related("town")
        if base and e.town
    ]
