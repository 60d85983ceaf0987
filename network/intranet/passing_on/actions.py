"""Passing a call or news on to a unit; it is written down, without the text."""

from datetime import datetime

from django.db import transaction

from core.models import AuditEvent, User
from core.operation.mail import mail_after_commit
from core.words.dates import local
from network.intranet.passing_on.models import PassedOn
from network.intranet.passing_on.receiving import colleagues
from network.organisation.models import Unit


class PassedOnToday(Exception):
    """They have passed it on to this unit today."""


@transaction.atomic
def pass_on(
    *,
    kind: str,
    object_id: int,
    title: str,
    text: str,
    unit: Unit,
    by_mail: bool,
    by: User,
    at: datetime,
) -> PassedOn:
    """Count it and, where that is asked, mail the text to everybody in the unit.

    The record has to be one that everybody may read. Raises PassedOnToday.
    """
    passed, new = PassedOn.objects.get_or_create(
        person=by,
        unit=unit,
        kind=kind,
        object_id=object_id,
        day=local(at).date(),
        defaults={"at": at},
    )
    if not new:
        raise PassedOnToday
    if by_mail:
        people = colleagues(unit, by, at)
        passed.mails = sum(
            mail_after_commit(subject=title, text=text, to=person.email, reply_to=by.email)
            for person in people
        )
        passed.save(update_fields=["mails"])
    AuditEvent.objects.write("network.pass_on", record=passed, by=by, at=at)
    return passed
