"""What follows for those who follow an event: a notice of each step that concerns them."""

from datetime import datetime

from core.models import User
from network.intranet.events.following import Step
from network.intranet.events.models import Event, SignUp
from network.intranet.notifications.ledger import Occasion, write
from network.intranet.notifications.models import Notification
from network.intranet.notifications.topics import topics_of

TOLD = (Step.CREATED, Step.CHANGED, Step.CANCELLED, Step.MINUTES)
COMING = (SignUp.Answer.COMES, SignUp.Answer.WAITS)


def tell_of_event(event: Event, step: Step, by: User, at: datetime) -> None:
    """Of a change only where calendars are told of it, too.

    Whoever has just been sent an invitation, or its change, has it by mail already: their notice
    stands on the page alone.
    """
    if step not in TOLD or (step is Step.CHANGED and not event.sequence):
        return
    topic = f"event:{event.pk}"
    coming = event.sign_ups.filter(answer__in=COMING).values_list("person", flat=True)
    number = event.sequence if step is Step.CHANGED else None
    occasion = Occasion("event", event.pk, step.value, number)
    write(
        occasion,
        topics=[*topics_of(event), topic],
        within=event,
        but=by,
        at=at,
        others=dict.fromkeys(coming, topic),
    )
    mailed = event.invitations.filter(at=at).values("person")
    theirs = Notification.objects.waiting().filter(key=occasion.key, person__in=mailed)
    theirs.update(mail=Notification.Mail.NONE, settled_at=at)
