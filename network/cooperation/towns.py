"""The questions that lists of towns ask."""

from collections.abc import Sequence

from django.contrib.auth.models import AnonymousUser

from core.models import MunicipalityProfile, User
from network.cooperation.models import TownStatus, TwinTown


def readable(profile: MunicipalityProfile, user: User | AnonymousUser) -> list[TwinTown]:
    """The towns `user` may read, the living first, each status by name."""
    towns = TwinTown.objects.visible_to(user).filter(profile=profile)
    order = list(TownStatus.values)
    return sorted(towns.select_related("decided_by"), key=lambda town: order.index(town.status))


def by_status(towns: Sequence[TwinTown]) -> list[tuple[TownStatus, list[TwinTown]]]:
    """Only the groups that have a town, in the order of TownStatus."""
    groups = [(s, [town for town in towns if town.status == s]) for s in TownStatus]
    return [(status, members) for status, members in groups if members]
