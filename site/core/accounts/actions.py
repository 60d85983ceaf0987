"""What somebody does with an account's log-ins."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import F

from core.accounts.security_events import SecurityEvent
from core.models import AuditEvent, User


@transaction.atomic
def log_out_everywhere(*, user: User, by: User | None, at: datetime) -> None:
    """End every session of `user`, whichever way it began (`User.get_session_auth_hash`)."""
    User.objects.filter(pk=user.pk).update(log_outs=F("log_outs") + 1)
    user.refresh_from_db(fields=["log_outs"])
    AuditEvent.objects.write(SecurityEvent.LOGGED_OUT, record=user, by=by, at=at)


@transaction.atomic
def end_session(*, session: UserSession, by: User, at: datetime) -> None:
    """End one log-in, wherever it is."""
    AuditEvent.objects.write(SecurityEvent.ENDED_SESSION, record=session.user, by=by, at=at)
    session.end()
