"""What sends the mail that waits: `tick` and the worker, one mail at a time, never a request.

A mail is claimed, handed over, and noted; whoever is killed in between has it sent once more, with
the same Message-ID. What the server refuses for now is tried again at growing intervals until it
expires; what it refuses for good is not.
"""

import logging
from collections.abc import Callable
from copy import copy
from datetime import datetime, timedelta
from email.utils import parseaddr
from time import monotonic

from django.db import OperationalError, transaction
from django.db.models import F, Q, QuerySet
from post_office.models import STATUS, Email, Log

from core.operation.alive import living
from core.operation.mail import claims
from core.operation.mail.delivery import Carrier, Outcome, temporary

log = logging.getLogger(__name__)

SECONDS = 45  # that one round lasts at most, so that the next tick finds it done
LONGEST_PAUSE = timedelta(hours=2)
TRIES_TO_NOTE = 3  # of what became of a mail, where the database is locked


def waiting(*, at: datetime) -> QuerySet[Email]:
    """Mail that is still to be sent."""
    lasts = Q(expires_at=None) | Q(expires_at__gt=at)
    return Email.objects.filter(lasts, status__in=claims.WAITING)


def due(*, at: datetime) -> QuerySet[Email]:
    """Mail that may be sent now, what was never tried first.

    What is put off for longer than we ever do was so when the clock was ahead.
    """
    now = Q(scheduled_time=None) | Q(scheduled_time__lte=at)
    ahead = Q(scheduled_time__gt=at + LONGEST_PAUSE)
    order = ("-priority", F("scheduled_time").asc(nulls_first=True), "pk")
    return waiting(at=at).filter(now | ahead, claim=None).order_by(*order)


def pause(tries: int) -> timedelta:
    """How long to wait after so many tries: 1, 2, 4 … minutes, at most two hours."""
    return min(timedelta(minutes=2 ** min(tries - 1, 10)), LONGEST_PAUSE)


def send_due(
    *, at: datetime, seconds: float = SECONDS, go_on: Callable[[], bool] = lambda: True
) -> int:
    """Send what is due for about `seconds`, and say how many mails the server has taken.

    Ends as soon as the server gives no answer, and where `go_on` says so.
    """
    _expire(at)
    claims.free(at=at)
    keys = list(due(at=at).values_list("pk", flat=True))
    if not keys:
        return 0
    sent, end, carrier = 0, monotonic() + seconds, Carrier()
    with living() as me:
        try:
            for pk in keys:
                if monotonic() > end or not go_on():
                    break
                if not claims.claim(pk, by=me, at=at):
                    continue
                outcome = _send(pk, carrier, me, at)
                sent += outcome is Outcome.SENT
                if outcome is Outcome.AWAY:
                    break
        finally:
            carrier.close()
    return sent


def send_waiting(at: datetime) -> None:
    """Send what is due: the job of every minute."""
    send_due(at=at)


def _send(pk: int, carrier: Carrier, me: str, at: datetime) -> Outcome:
    email = Email.objects.get(pk=pk)
    outcome, error = carrier.carry(email)
    if error is not None:
        log.warning("mail %s was not sent: %s: %s", pk, type(error).__name__, error)
    for tries_left in reversed(range(TRIES_TO_NOTE)):
        try:
            _note(email, outcome, error, carrier.refused, me, at)
            break
        except OperationalError:
            if not tries_left:
                raise
    return outcome


@transaction.atomic
def _note(
    email: Email,
    outcome: Outcome,
    error: Exception | None,
    refused: dict[str, tuple[int, bytes]],
    me: str,
    at: datetime,
) -> None:
    claims.give_up(email.pk, by=me)
    row = Email.objects.filter(pk=email.pk)
    if outcome is Outcome.SENT:
        found = row.update(status=STATUS.sent, last_updated=at)
    elif outcome is Outcome.NEVER:
        found = row.update(status=STATUS.failed, last_updated=at)
    else:
        tries = (email.number_of_retries or 0) + 1
        found = row.update(
            status=STATUS.requeued,
            scheduled_time=at + pause(tries),
            number_of_retries=tries,
            last_updated=at,
        )
    if not found:  # deleted meanwhile
        return
    if error is not None:
        _write(email, type(error).__name__, str(error))
    if outcome is Outcome.SENT and refused:
        _send_rest(email, refused, at)


def _send_rest(email: Email, refused: dict[str, tuple[int, bytes]], at: datetime) -> None:
    """Of several recipients some were refused: those to be tried again get a row of their own."""
    _write(email, "SMTPRecipientsRefused", str(refused))
    again = [parseaddr(to)[1] for to, (code, _text) in refused.items() if temporary(code)]
    if not again:
        return
    rest = copy(email)
    rest.pk, rest._state = None, copy(email._state)
    rest._state.adding = True
    rest.to, rest.cc, rest.bcc = [], [], again
    shown = {"To": ", ".join(email.to), "Cc": ", ".join(email.cc)}
    rest.headers = {name: value for name, value in shown.items() if value} | email.headers
    rest.status, rest.number_of_retries = STATUS.requeued, 1
    rest.scheduled_time = at + pause(1)
    (rest,) = Email.objects.bulk_create([rest])
    rest.attachments.set(email.attachments.all())


def _expire(at: datetime) -> None:
    """Give up what could not be sent in time."""
    for email in Email.objects.filter(status__in=claims.WAITING, expires_at__lte=at, claim=None):
        with transaction.atomic():
            row = Email.objects.filter(pk=email.pk, status__in=claims.WAITING)
            if row.update(status=STATUS.failed, last_updated=at):
                _write(email, "Expired", "It could not be sent in time.")
        log.warning("mail %s could not be sent in time", email.pk)


def _write(email: Email, kind: str, text: str) -> None:
    Log.objects.create(email=email, status=STATUS.failed, exception_type=kind, message=text)
