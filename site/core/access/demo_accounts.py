"""Accounts whose password everybody knows: whether some are where there is no demo, and away."""

import logging
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, transaction

from core.models import AuditEvent, User

log = logging.getLogger(__name__)


def refused(user: User) -> bool:
    """Whether the account opens nothing here."""
    return user.is_demo and not settings.DEMO_ALLOWED


def remark() -> str:
    """A sentence about demo accounts where there is no demo, with the way out; else nothing.

    Raises DatabaseError where the table cannot be read.
    """
    count = 0 if settings.DEMO_ALLOWED else User.objects.filter(is_demo=True).count()
    if not count:
        return ""
    return (
        f"{count} demo accounts are in the database; none of them can log in. "
        "To remove them: manage.py load_demo --remove-accounts"
    )


def say() -> None:
    """Put the remark into the log, when the site starts."""
    try:
        if sentence := remark():
            log.warning(sentence)
    except DatabaseError:
        pass  # health says so


@transaction.atomic
def remove(*, at: datetime) -> int:
    """Delete every demo account; what it wrote stays, without its name. Returns how many."""
    accounts = User.objects.filter(is_demo=True)
    for account in accounts:
        AuditEvent.objects.write("core.remove_demo_account", record=account, by=None, at=at)
        account.delete()
    return len(accounts)
