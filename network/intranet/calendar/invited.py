"""Who is invited to an event, and what each of them has been sent."""

from datetime import datetime

from core.models import User
from core.words.dates import local
from network.intranet.calendar.components import OPEN
from network.intranet.calendar.models import Invitation
from network.intranet.events.models import Event, SignUp
from network.intranet.readers import people_of


def latest(event: Event) -> dict[int, Invitation]:
    """The last mail about it that each person was sent, by their keys."""
    rows = event.invitations.select_related("person").order_by("sequence", "pk")
    return {row.person_id: row for row in rows}


def invited(event: Event, had: dict[int, Invitation], *, at: datetime) -> list[User]:
    """The people who are to have it in their calendars, in the order of their keys.

    Of what is for a department, a group, the network or the coordination all who may read it; of
    what is for more, those who come. An event that sends no invitations is told only to those
    who have had one. Its author has it already.
    """
    if event.cancelled_at:
        return []
    if event.visibility in OPEN:
        come = SignUp.objects.filter(event=event, answer=SignUp.Answer.COMES)
        people = User.objects.filter(pk__in=come.values("person"))
    else:
        found = people_of(event, local(at).date())
        people = User.objects.none() if found is None else found
    if not event.invites:
        people = people.filter(pk__in=had)
    people = people.filter(is_active=True).exclude(email="")
    people = people.exclude(pk__in=[event.author_id] if event.author_id else [])
    return [person for person in people.distinct().order_by("pk") if _may_read(person, event)]


def _may_read(person: User, event: Event) -> bool:
    return Event.objects.visible_to(person).filter(pk=event.pk).exists()
