"""Who runs a meeting: changes it, writes its agenda and minutes, ticks who came."""

from datetime import date

from core.access.visibility import Visibility
from core.models import MunicipalityProfile, User
from network.intranet.access import may_take_part
from network.intranet.events.models import ActionItem, Event
from network.intranet.rights import may_coordinate
from network.organisation.seats import groups_of


def may_run(user: User, event: Event, profile: MunicipalityProfile | None, on: date) -> bool:
    """Its author, who coordinates, and of a group's meeting the members of the group."""
    if may_coordinate(user):
        return True
    if event.author_id == user.pk and may_take_part(user, event, profile):
        return True
    if event.visibility != Visibility.GROUP or event.group_id is None:
        return False
    return groups_of(user, on).filter(pk=event.group_id).exists()


def may_change(user: User, event: Event, profile: MunicipalityProfile | None, on: date) -> bool:
    """Whoever runs it; what strangers read of it only who coordinates changes."""
    if event.visibility == Visibility.PUBLIC and not may_coordinate(user):
        return False
    return may_run(user, event, profile, on)


def may_finish(user: User, item: ActionItem, *, runs: bool) -> bool:
    """Whoever runs the meeting at which it is asked for, and who does it."""
    return runs or item.person_id == user.pk
