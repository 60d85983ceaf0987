"""Who may log in, and stay: asked with the password, and of every session that is open."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import backends

from core.access.demo_accounts import refused
from core.models import User


class RefusesDemoAccounts(backends.ModelBackend):
    """Everybody knows the password of a demo account: outside development it opens nothing."""

    def user_can_authenticate(self, user: User) -> bool:  # type: ignore[override]
        """Whether the account is in use, and no demo account where there is no demo."""
        return super().user_can_authenticate(user) and not refused(user)


class ModelBackend(RefusesDemoAccounts):
    """By user name."""


class AccountBackend(RefusesDemoAccounts, AuthenticationBackend):
    """By user name or e-mail address, as allauth's form asks."""
