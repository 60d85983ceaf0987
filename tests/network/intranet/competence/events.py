"""Events that are over, and who came."""

from datetime import timedelta
from typing import Any

from core.models import User
from network.intranet.events.following import Step, follow
from network.models import Event, SignUp
from tests.factories.calls import municipality
from tests.network.intranet.people import AT


def event(kind: str = Event.Kind.CONFERENCE, **facts: Any) -> Event:
    """One that took three hours, the day before yesterday."""
    starts = AT - timedelta(days=2)
    facts = {"title": "Konferens i Gent", "visibility": "network", **facts}
    facts = {"starts": starts, "ends": starts + timedelta(hours=3), **facts}
    times = {"created_at": AT, "changed_at": AT}
    return Event.objects.create(profile=municipality(), kind=kind, **times, **facts)


def ticked(of: Event, *people: User, by: User) -> None:
    """That these people came, and nobody else."""
    of.sign_ups.update(came=False)
    for person in people:
        facts = {"answer": SignUp.Answer.COMES, "at": AT, "came": True}
        SignUp.objects.update_or_create(event=of, person=person, defaults=facts)
    follow(of, Step.ATTENDED, by=by, at=AT)
