"""By the clock: whoever has joined or left since is invited, or no more."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from network.intranet.calendar.actions import tell_invited
from network.intranet.calendar.models import Invitation
from network.intranet.events.models import Event


def keep_invitations_up(at: datetime) -> None:
    """Of coming events: a seat, a unit or a group may have changed, of which no event knows."""
    told = Exists(Invitation.objects.filter(event=OuterRef("pk")))
    coming = Event.objects.filter(ends__gt=at, is_demo=False)
    for event in coming.filter(Q(invites=True) | told):
        tell_invited(event=event, by=None, at=at)
