"""Sessions that end by themselves: some hours after the log-in, and earlier where nothing is done.

The limits are looked at when a session is read, so that a page that asks no session costs none.
The time of the last use is written once a minute at most.
"""

import logging
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils import timezone

from core.accounts.asking import may_go_on
from core.models import User
from core.operation.locks import hardly_waiting, not_now

log = logging.getLogger(__name__)
BEGAN, SEEN, IDLE = "session_began", "session_seen", "session_idle_seconds"
EVERY = 60  # seconds between two notes of its use


class SessionStore(db.SessionStore):
    """Django's in the database; one that has run out is none, and of who is not known any more."""

    def load(self) -> dict[str, Any]:
        """What is in the session, if it may still be used."""
        data: dict[str, Any] = super().load()
        now = timezone.now().timestamp()
        if run_out(data, now=now) or not may_go_on(data, now=now):
            self._session_key = None
            return {}
        return data

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's
        """Django's takes a database that cannot be written for a session that is gone."""
        try:
            super().save(must_create=must_create)
        except UpdateError as error:
            if isinstance(error.__context__, DatabaseError) and not_now(error.__context__):
                raise error.__context__ from error.__context__.__cause__
            raise


def run_out(data: dict[str, Any], *, now: float) -> bool:
    """Whether somebody's log-in has come to its end; nobody's has none."""
    if BEGAN not in data:
        return "_auth_user_id" in data and settings.SESSION_SECONDS > 0
    idle: float = data.get(IDLE) or 0
    return _over(data[BEGAN], settings.SESSION_SECONDS, now) or _over(data[SEEN], idle, now)


def _over(since: float, seconds: float, now: float) -> bool:
    return seconds > 0 and now - since > seconds


def begin(request: HttpRequest, user: User, **signal: object) -> None:
    """Somebody has logged in."""
    now = timezone.now().timestamp()
    request.session[BEGAN] = request.session[SEEN] = now
    request.session[IDLE] = idle_seconds(user)


def keep_alive(request: HttpRequest) -> None:
    """Note that the session is used, and what limit its owner's rights now set.

    Who only reads does not wait for that, and reads on where it cannot be noted.
    """
    now, session = timezone.now().timestamp(), request.session
    if not (BEGAN in session and now - session[SEEN] > EVERY and request.user.is_authenticated):
        return
    changed = session.modified
    session[SEEN], session[IDLE] = now, idle_seconds(request.user)
    if not changed:
        try:
            with hardly_waiting():
                session.save()
        except UpdateError:  # it is gone, and stays changed: Django says so
            return
        except DatabaseError as error:
            log.warning("the use of a session is not noted: %s", error)
        session.modified = False


def idle_seconds(user: User) -> int:
    """How long nothing may happen: limited for who may use the admin. 0: as long as it lasts."""
    limited = user.may_use_admin
    return int(settings.SESSION_IDLE_SECONDS) if limited else 0
