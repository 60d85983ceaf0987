"""The account of who takes a seat: the one with the address, or a new one without a password."""

from urllib.parse import urljoin

from allauth import app_settings
from django.contrib.auth.models import UserManager
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access.backends import accounts_named
from core.access.first_administrator import link
from core.models import User
from core.web.request import own_address


class NoAccount(Exception):
    """The address leads to no one account; a sentence says what to do."""


def account_at(email: str) -> User | None:
    """The one account in use with the address; None where a new one can be made.

    Raises NoAccount where the address is that of a closed account, of several, or somebody's name.
    """
    found = accounts_named(email)
    with_address = [user for user in found if user.email.lower() == email.lower()]
    if len(found) == len(with_address) <= 1 and all(user.is_active for user in found):
        return with_address[0] if with_address else None
    raise NoAccount(_("This address cannot be used here: ask whoever coordinates the EU work."))


def new_account(name: str, email: str) -> User:
    """Without a password. That its address is theirs they have shown: a link came there."""
    first, _space, last = name.rpartition(" ")
    email = UserManager.normalize_email(email)
    names = {"first_name": first or last, "last_name": last if first else ""}
    return User.objects.create_user(username=email, email=email, **names)


def password_link(person: User) -> str:
    """Where to choose a password; empty for who has one, and where nobody logs in by one."""
    if logs_in_elsewhere() or person.has_usable_password():
        return ""
    return urljoin(own_address(), link(person))


def logs_in_elsewhere() -> bool:
    """Whether the organisation's own log-in is the only one."""
    return bool(app_settings.SOCIALACCOUNT_ONLY)


def login_address() -> str:
    """Where to log in, from there to the network."""
    path = f"{reverse('account_login')}?next={reverse('network')}"
    return urljoin(own_address(), path)
