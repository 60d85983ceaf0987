"""What somebody chooses of notices, and the end of their mails; each is written down."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from core.models import AuditEvent, User
from network.intranet.notifications.models import Follow, MailPreference


@transaction.atomic
def choose(
    *,
    person: User,
    how: str,
    language: str,
    followed: Mapping[str, str],
    not_followed: set[str],
    by: User,
    at: datetime,
) -> None:
    """How `person` is mailed from now on: by a standard, and of each topic by itself.

    `followed` has for each topic how often, "" as the standard. Who ended all mail gets it again.
    """
    facts = {"how": how, "language": language, "stopped_at": None}
    preference, _new = MailPreference.objects.update_or_create(person=person, defaults=facts)
    for what, often in followed.items():
        Follow.objects.update_or_create(
            person=person, what=what, defaults={"how": often}, create_defaults=_new_row(often, at)
        )
    Follow.objects.filter(person=person, what__in=not_followed).delete()
    AuditEvent.objects.write("notifications.choose", record=preference, by=by, at=at)


@transaction.atomic
def end_mails(*, person: User, by: User, at: datetime) -> None:
    """No mail of notices any more; ended once more, it is ended as it was."""
    preference, _new = MailPreference.objects.get_or_create(person=person)
    if preference.stopped_at is None:
        preference.stopped_at = at
        preference.save(update_fields=["stopped_at"])
        AuditEvent.objects.write("notifications.end_mails", record=preference, by=by, at=at)


def _new_row(how: str, at: datetime) -> dict[str, object]:
    return {"how": how, "since": at}
