"""What the queue of mail needs: a look at its age, an end for what was sent, and for a person's."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from post_office.models import STATUS, Attachment, Email

from core.models import User
from core.operation.mail import parts
from core.operation.mail.sending import waiting

SLOW = timedelta(minutes=15)  # a server that asks to come again later may take as long
LATELY = timedelta(days=1)


def health() -> str | None:
    """Mail that waits for longer than it should, and what was given up lately.

    The pages are well without mail: a remark.
    """
    at = timezone.now()
    waits = waiting(at=at)
    oldest = waits.order_by("created").first()
    lost = Email.objects.filter(status=STATUS.failed, last_updated__gt=at - LATELY).count()
    said = []
    if oldest is not None and oldest.created < at - SLOW:
        minutes = (at - oldest.created) // timedelta(minutes=1)
        last = oldest.logs.order_by("pk").last()
        why = f" ({last.exception_type}: {last.message})" if last else ""
        said.append(f"{waits.count()} mails wait, the oldest for {minutes} minutes{why}")
    if lost:
        said.append(f"{lost} mails could not be sent in the last day")
    return "; ".join(said) or None


def forget_sent(at: datetime) -> None:
    """Delete mail that was sent MAIL_DAYS ago; what was not sent stays."""
    delete(Q(status=STATUS.sent, last_updated__lte=at - timedelta(days=settings.MAIL_DAYS)))


def forget_person(person: User) -> None:
    """Delete all mail to the person's addresses."""
    others = EmailAddress.objects.filter(user=person).values_list("email", flat=True)
    own = {person.email, *others} - {""}
    for address in own:
        delete(Q(to__icontains=address) | Q(cc__icontains=address) | Q(bcc__icontains=address))


def delete(which: Q) -> None:
    """Delete mail with the files that no other mail has."""
    Email.objects.filter(which).delete()
    alone = Attachment.objects.filter(emails=None)
    Attachment.objects.filter(pk__in=list(parts.delete_files(alone))).delete()
