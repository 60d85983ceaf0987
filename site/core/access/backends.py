"""Who may log in, and stay: asked with the password, and of every session that is open."""

from collections.abc import Sequence
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Permission
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest

from core.access.demo_accounts import refused
from core.models import User

_granted = Permission.objects.filter(
    Q(user=OuterRef("pk")) | Q(group__user=OuterRef("pk")),
    content_type__app_label="wagtailadmin",
    codename="access_admin",
)
_codes = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
# Properties of an account that every page asks for.
WITH_IT: dict[str, Any] = {
    "may_use_admin": Q(is_superuser=True) | Exists(_granted),
    "has_second_factor": Exists(_codes),
}


def accounts_named(*names: str | None) -> list[User]:
    """Those with one of these user names or e-mail addresses, whatever the case: one query."""
    wanted = {name.lower() for name in names if name} or {""}
    same = Q()
    for name in sorted(wanted):
        same |= Q(username__iexact=name) | Q(email__iexact=name)
    # A database may find more alike than letters of either case.
    return [
        user
        for user in User.objects.filter(same).order_by("pk")
        if {user.username.lower(), user.email.lower()} & wanted - {""}
    ]


def account_named(username: str | None, email: str | None = None) -> User | None:
    """The one account that is meant: by its user name first, else by its e-mail address.

    An address that several accounts share names none of them: their user names do.
    """
    found = accounts_named(username, email)
    return (
        _only([user for user in found if user.username == username])
        or _only([user for user in found if username and _same(user.username, username)])
        or _only([user for user in found if _same(user.email, email or username or "")])
    )


def _same(stored: str, typed: str) -> bool:
    return stored.lower() == typed.lower() != ""


def _only(users: Sequence[User]) -> User | None:
    return users[0] if len(users) == 1 else None


class AccountBackend(AuthenticationBackend):
    """A password costs one query and one hash, also where there is no account to try it on.

    allauth's own asks by name and then by address, and with Django's beside it three hashes told
    an address that has an account from one that has none.
    """

    def get_user(self, user_id: int) -> User | None:
        """The account of a session, with what every page asks of it: one query."""
        account = User.objects.annotate(**WITH_IT).filter(pk=user_id).first()
        return account if account and self.user_can_authenticate(account) else None

    def user_can_authenticate(self, user: User) -> bool:
        """Whether the account is in use, and no demo account where there is no demo.

        Everybody knows the password of a demo account: outside development it opens nothing.
        """
        return super().user_can_authenticate(user) and not refused(user)

    def _authenticate(self, request: HttpRequest | None, **credentials: str) -> User | None:
        user = account_named(credentials.get("username"), credentials.get("email"))
        found: User | None = self._check_password(user, credentials["password"])
        return found
