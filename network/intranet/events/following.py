"""What follows from what is done with an event: each room registers its own.

It runs in the transaction of the deed: what is written with it is written or not, as the deed is.
"""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from core.models import User
from core.registry import Registry
from network.intranet.events.models import Event


class Step(StrEnum):
    """What was done. Of a change, those who come are told only where `sequence` counts it."""

    CREATED = "created"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    ANSWERED = "answered"  # somebody has signed up or off, or has been given a place
    MINUTES = "minutes"  # the minutes are there, or others
    ATTENDED = "attended"  # it was ticked who came


Follower = Callable[[Event, Step, User, datetime], None]

followers: Registry[Follower] = Registry("what follows from an event")


def follow(event: Event, step: Step, *, by: User, at: datetime) -> None:
    """Run what the rooms have registered, in their order."""
    for _name, run in followers:
        run(event, step, by, at)
