"""Twin towns and what belongs to them, with the pages that show them."""

from typing import Any

from core.models import MunicipalityProfile
from home.loading.merge import Merge
from home.loading.site.towns import store_pages
from network.models import Agreement, Exchange, TwinTown
from tests.factories.calls import municipality
from tests.factories.core import site_tree


def with_pages() -> MunicipalityProfile:
    """A municipality that has a place on the map, and the pages of towns and cooperation."""
    profile = municipality()
    profile.latitude, profile.longitude, profile.email = 56.03, 14.16, "kommun@example.org"
    profile.save()
    merge = Merge("towns of the tests")
    store_pages({}, site_tree(), merge)
    merge.remember()
    return profile


def town(key: str, **fields: Any) -> TwinTown:
    """A town in Poland called after its key."""
    defaults = {
        "name": key.capitalize(),
        "country": "PL",
        "latitude": 53.6,
        "longitude": 15.1,
        "status": "active",
    }
    return TwinTown.objects.create(profile=municipality(), key=key, **{**defaults, **fields})


def exchange(title: str, **fields: Any) -> Exchange:
    """An exchange with a title that is the same in both languages."""
    defaults = {"key": f"e{Exchange.objects.count()}", "title_sv": title, "title_en": title}
    return Exchange.objects.create(profile=municipality(), **{**defaults, **fields})


def agreement(title: str, **fields: Any) -> Agreement:
    """A twin-town agreement."""
    defaults = {"key": f"a{Agreement.objects.count()}", "title_sv": title, "title_en": title}
    return Agreement.objects.create(
        profile=municipality(), kind="twin_town", **{**defaults, **fields}
    )
