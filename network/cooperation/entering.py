"""Who enters what is their unit's, and who makes it public."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from core.access.visibility import Visibility, can_view, reads_all, standing_of
from core.models import MunicipalityProfile, User
from network.cooperation.models import Entered, Exchange, NetworkMembership
from network.cooperation.publishing import until_published
from network.intranet.rights import may_coordinate
from network.organisation.models import Unit

Record = Exchange | NetworkMembership


def units_for(user: User, profile: MunicipalityProfile, on: date) -> QuerySet[Unit]:
    """The units for which somebody enters: their own, and all for who coordinates."""
    units = Unit.objects.current(on).filter(profile=profile)
    return units if may_coordinate(user) else units.filter(pk__in=standing_of(user).units)


def own(user: User) -> Q:
    """The condition that a record is one of their units'; all are of who coordinates."""
    return Q() if may_coordinate(user) else Q(unit__in=standing_of(user).units)


def may_change(user: User, record: Record) -> bool:
    """Its unit and who coordinates; not what an editor keeps for other readers."""
    ours = may_coordinate(user) or record.unit_id in standing_of(user).units
    open_to = (Visibility.PUBLIC, until_published(record.profile))
    kept = not record.state and record.visibility not in open_to
    return ours and not kept and can_view(user, record)


def may_publish(user: User | AnonymousUser, record: type[Entered] | Entered) -> bool:
    """Editors: whoever may change such records in the admin."""
    return reads_all(user) or user.has_perm(f"network.change_{record._meta.model_name}")
