"""What follows from an event for the calendars of those who are invited."""

from datetime import datetime

from core.models import User
from network.intranet.calendar.actions import tell_invited
from network.intranet.events.following import Step
from network.intranet.events.models import Event

TOLD = (Step.CREATED, Step.CHANGED, Step.CANCELLED, Step.ANSWERED)


def send_invitations(event: Event, step: Step, by: User, at: datetime) -> None:
    """Tell whoever has not been told."""
    if step in TOLD:
        tell_invited(event=event, by=by, at=at)
