"""Who sees to what others have written: those who coordinate the EU work."""

from django.contrib.auth.models import AnonymousUser

from core.access.visibility import is_known, reads_all, standing_of
from core.models import User


def moderates(user: User | AnonymousUser) -> bool:
    """Whether `user` may hide what somebody has written, and still reads what is hidden."""
    return is_known(user) and (reads_all(user) or standing_of(user).coordinates)
