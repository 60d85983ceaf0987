"""Where somebody is logged in, in words that they know it by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils.translation import gettext as _

from core.accounts.sessions import SEEN, run_out
from core.models import User

# Signs in what a browser says of itself; the first that is there counts, for others pose as it.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser/": "Samsung Internet",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "Chrome/": "Chrome",
    "CriOS/": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "CrOS": "ChromeOS",
    "Mac OS X": "macOS",
    "Linux": "Linux",
}


@dataclass(frozen=True)
class OpenSession:
    """A log-in that still holds. Times are aware."""

    pk: int
    device: str
    address: str
    began: datetime
    seen: datetime
    here: bool  # the one that asks


def open_sessions(user: User, *, here: str | None, at: datetime) -> Sequence[OpenSession]:
    """Of `user`, this one (whose key is `here`) first, then by their last use; two queries."""
    rows = {row.session_key: row for row in UserSession.objects.filter(user=user)}
    found = []
    for session in Session.objects.filter(pk__in=rows):
        data, row = session.get_decoded(), rows[session.pk]
        holds = data.get(HASH_SESSION_KEY) == user.get_session_auth_hash()
        if not holds or session.expire_date <= at or run_out(data, now=at.timestamp()):
            continue
        seen = datetime.fromtimestamp(data.get(SEEN, row.created_at.timestamp()), UTC)
        device, is_here = device_of(row.user_agent), session.pk == here
        found.append(OpenSession(row.pk, device, row.ip, row.created_at, seen, is_here))
    return sorted(found, key=lambda one: (not one.here, -one.seen.timestamp()))


def device_of(user_agent: str) -> str:
    """Browser and system, as far as it says: "Firefox, Windows"."""
    parts = [_found(signs, user_agent) for signs in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, parts)) or _("Unknown browser")


def _found(signs: dict[str, str], text: str) -> str:
    return next((name for sign, name in signs.items() if sign in text), "")
