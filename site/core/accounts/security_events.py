"""What happens to accounts and rights, as events of the audit log: of persons only their keys."""

import logging
from enum import StrEnum

from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, models, transaction
from django.http import HttpRequest
from django.utils import timezone

from core.models import AuditEvent, User

log = logging.getLogger(__name__)


class SecurityEvent(StrEnum):
    LOGGED_IN = "core.log_in"
    LOGGED_OUT = "core.log_out_everywhere"
    ENDED_SESSION = "core.end_session"
    LOG_IN_FAILED = "core.fail_log_in"
    REFUSED = "core.refuse"
    CHANGED_RIGHTS = "core.change_rights"
    CHANGED_PASSWORD = "core.change_password"  # noqa: S105 - no password
    ADDED_FACTOR = "core.add_second_factor"
    REMOVED_FACTOR = "core.remove_second_factor"
    EXPORTED = "core.export"


def note(event: SecurityEvent, *, record: models.Model, by: User | AnonymousUser | None) -> None:
    """Write the event, now. A database that cannot be written stops nobody for want of it."""
    actor = by if isinstance(by, User) else None
    try:
        with transaction.atomic():
            AuditEvent.objects.write(event, record=record, by=actor, at=timezone.now())
    except DatabaseError:
        log.exception("an event could not be kept: %s", event)


def who(request: HttpRequest | None) -> User | None:
    """Who is logged in, as the request has it so far."""
    user = getattr(request, "user", None)
    return user if isinstance(user, User) else None
