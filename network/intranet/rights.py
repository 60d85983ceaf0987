"""Who sees to the network, and to what others have written: those who coordinate the EU work."""

from django.contrib.auth.models import AnonymousUser

from core.access.visibility import is_known, reads_all, standing_of
from core.models import User


def may_coordinate(user: User | AnonymousUser) -> bool:
    """Whoever holds a coordinator's seat today, and superusers; they read what is hidden, too."""
    return is_known(user) and (reads_all(user) or standing_of(user).coordinates)
