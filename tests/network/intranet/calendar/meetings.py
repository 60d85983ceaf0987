"""Events of the tests, on the day when the clock stands."""

from datetime import timedelta
from typing import Any

from core.models import User
from network.models import Event
from tests.factories.calls import municipality
from tests.network.intranet.people import AT, CANARY

SOON = AT + timedelta(days=7)


def meeting(author: User | None, **facts: Any) -> Event:
    """One of the network in a week, for two hours unless said."""
    starts = facts.pop("starts", SOON)
    facts = {
        "title": CANARY,
        "visibility": "network",
        "starts": starts,
        "ends": starts + timedelta(hours=2),
        "created_at": AT,
        "changed_at": AT,
        **facts,
    }
    return Event.objects.create(profile=municipality(), author=author, **facts)
