"""Events of the network, with who comes and what is to be done."""

from datetime import UTC, datetime, timedelta
from typing import Any

from core.models import User
from network.models import ActionItem, Event, SignUp
from tests.factories.calls import municipality

STARTS = datetime(2026, 12, 10, 8, tzinfo=UTC)  # nine o'clock in Sweden
MADE = datetime(2026, 11, 29, 12, tzinfo=UTC)


def event(title: str, author: User | None = None, **facts: Any) -> Event:
    """An event of two hours, for the network unless said."""
    starts = facts.get("starts", STARTS)
    times = {"starts": starts, "ends": starts + timedelta(hours=2)}
    made = {"profile": municipality(), "created_at": MADE, "changed_at": MADE}
    return Event.objects.create(title=title, author=author, **made, **{**times, **facts})


def sign_up(to: Event, person: User, answer: str = SignUp.Answer.COMES, **facts: Any) -> SignUp:
    """The answer of a person, in the order of the calls."""
    facts = {"at": MADE + timedelta(minutes=to.sign_ups.count()), **facts}
    return SignUp.objects.create(event=to, person=person, answer=answer, **facts)


def task(of: Event, text: str, person: User | None = None, **facts: Any) -> ActionItem:
    """What somebody does, open unless said."""
    return ActionItem.objects.create(event=of, text=text, person=person, **facts)
