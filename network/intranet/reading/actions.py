"""Confirming that one has read, and reminding those who have not; each is written down."""

from datetime import datetime
from urllib.parse import urljoin

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext, override

from core.models import AuditEvent, User
from core.operation.mail import mail_after_commit
from core.web.request import own_address
from core.words.dates import local
from network.intranet.notifications.mailing.due import wishes_of
from network.intranet.posts.models import Post
from network.intranet.reading.asked import reading
from network.intranet.reading.models import ReadingConfirmed, ReadingReminder


class RemindedToday(Exception):
    """Nobody is reminded twice in a day."""


@transaction.atomic
def confirm(*, post: Post, by: User, at: datetime) -> None:
    """They have read it; said once more, it is as it was."""
    _row, new = ReadingConfirmed.objects.get_or_create(post=post, person=by, defaults={"at": at})
    if new:
        AuditEvent.objects.write("posts.confirm_reading", record=post, by=by, at=at)


@transaction.atomic
def remind(*, post: Post, by: User, at: datetime) -> int:
    """A mail to each who may read the post and has not confirmed it; how many were written.

    Raises RemindedToday.
    """
    day = local(at).date()
    _row, new = ReadingReminder.objects.get_or_create(post=post, day=day)
    if not new:
        raise RemindedToday
    people = reading(post, day).have_not
    wishes = wishes_of([person.pk for person in people])
    number = sum(_write(post, person, wishes[person.pk].language) for person in people)
    AuditEvent.objects.write("posts.remind_of_reading", record=post, by=by, at=at)
    return number


def _write(post: Post, person: User, language: str) -> bool:
    with override(language):
        context = {"post": post, "link": urljoin(own_address(), post.get_absolute_url())}
        return mail_after_commit(
            subject=f"{gettext('Please read')}: {post.title}",
            text=render_to_string("email/reading_reminder.txt", context),
            to=person.email,
        )
