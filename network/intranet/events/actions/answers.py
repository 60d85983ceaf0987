"""Who comes to an event, who waits for a place, and who was there."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction

from core.models import AuditEvent, User
from network.intranet.events.following import Step, follow
from network.intranet.events.models import Event, SignUp
from network.intranet.events.places import fill, free_places, locked

STANDING = (SignUp.Answer.COMES, SignUp.Answer.WAITS)


class TooLate(Exception):
    """It takes no more answers: it is over or called off, or the last day to sign up is past."""


@transaction.atomic
def answer_event(*, event: Event, comes: bool, by: User, at: datetime) -> SignUp:
    """Sign up, for a place or the waiting list, or off. Raises TooLate.

    Two at once never get the last place: the event is locked. Who signs off after the last day to
    sign up still does, and leaves the place to the first who waits.
    """
    event = locked(event)
    known = event.sign_ups.filter(person=by).first()
    if known and comes and known.answer in STANDING:
        return known
    if event.is_cancelled or event.is_over(at) or (comes and not event.takes_answers(at)):
        raise TooLate
    answer = SignUp.Answer.DECLINES
    if comes:
        answer = SignUp.Answer.WAITS if free_places(event) == 0 else SignUp.Answer.COMES
    answered = {"answer": answer, "at": at}
    sign_up, _new = event.sign_ups.update_or_create(person=by, defaults=answered)
    fill(event)
    AuditEvent.objects.write("events.answer", record=event, by=by, at=at)
    follow(event, Step.ANSWERED, by=by, at=at)
    return sign_up


@transaction.atomic
def tick_who_came(
    *, event: Event, came: Collection[int], others: Iterable[User], by: User, at: datetime
) -> None:
    """Of those who have answered, these keys of people were there, and `others` unannounced."""
    event = locked(event)
    for sign_up in event.sign_ups.all():
        sign_up.came = sign_up.person_id in came
        sign_up.save(update_fields=["came"])
    for person in others:
        there = {"answer": SignUp.Answer.COMES, "at": at, "came": True}
        event.sign_ups.update_or_create(person=person, defaults=there)
    AuditEvent.objects.write("events.attendance", record=event, by=by, at=at)
    follow(event, Step.ATTENDED, by=by, at=at)
