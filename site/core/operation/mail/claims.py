"""Claims: of all the processes that send, on any machine, one at a time has a mail."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from post_office.models import STATUS, Email

from core.models import MailClaim
from core.operation.alive import ended

WAITING = (STATUS.queued, STATUS.requeued)
MOST_ANSWERS = 60  # of EMAIL_TIMEOUT seconds each, that sending one mail may wait for


def lease() -> timedelta:
    """After which another machine's claim counts as given up: longer than any mail can take."""
    return timedelta(seconds=settings.EMAIL_TIMEOUT * MOST_ANSWERS)


def claim(pk: int, *, by: str, at: datetime) -> bool:
    """Take a mail that waits: True for the one process that may now send it."""
    try:
        with transaction.atomic():
            MailClaim.objects.create(email_id=pk, by=by, until=at + lease())
    except IntegrityError:  # another's, or the mail is gone
        return False
    # Since it was looked up, another may have sent it and be done.
    if Email.objects.filter(pk=pk, status__in=WAITING).exists():
        return True
    give_up(pk, by=by)
    return False


def give_up(pk: int, *, by: str) -> None:
    """End a claim of one's own."""
    MailClaim.objects.filter(email_id=pk, by=by).delete()


def free(*, at: datetime) -> None:
    """End the claims of processes that were killed: at once those of this machine."""
    for taken in MailClaim.objects.all():
        dead = ended(taken.by)
        if dead is None:
            # One that lies far ahead was made when a clock was wrong.
            dead = not at <= taken.until <= at + 2 * lease()
        if dead:
            give_up(taken.email_id, by=taken.by)
