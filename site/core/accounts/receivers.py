"""What follows a log-in, one that fails, and a change of somebody's rights, whatever makes it."""

from collections.abc import Collection, Iterable
from typing import Any

from allauth.account import signals as account
from allauth.core import context
from allauth.mfa import signals as mfa
from allauth.socialaccount.models import SocialToken
from allauth.usersessions.models import UserSession
from django.contrib.auth import signals as auth
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.models import Group
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from core.access.backends import account_named
from core.accounts import addresses, provider, sessions
from core.accounts.actions import log_out_everywhere
from core.accounts.security_events import SecurityEvent, note, who
from core.models import User

# What opens something, as an account that is new has it.
NO_RIGHTS = {"is_superuser": False, "is_staff": False, "is_active": True}
CHANGES = ("post_add", "post_remove", "post_clear")


def logged_in(user: User, **signal: object) -> None:
    note(SecurityEvent.LOGGED_IN, record=user, by=user)


def failed(credentials: dict[str, Any], **signal: object) -> None:
    """A name that no account has is not kept: somebody may have typed a password there."""
    user = account_named(credentials.get("username"), credentials.get("email"))
    note(SecurityEvent.LOG_IN_FAILED, record=user or User(), by=None)


def failed_factor(user: User, **signal: object) -> None:
    note(SecurityEvent.LOG_IN_FAILED, record=user, by=None)


def added_factor(user: User, request: HttpRequest | None = None, **signal: object) -> None:
    """What was opened with the password alone is closed, but for where this was done."""
    note(SecurityEvent.ADDED_FACTOR, record=user, by=who(request))
    log_out_everywhere(user=user, by=who(request), at=timezone.now())
    if request is not None:
        update_session_auth_hash(request, user)
        UserSession.objects.create_from_request(request)  # under the key that it has now


def removed_factor(user: User, request: HttpRequest | None = None, **signal: object) -> None:
    note(SecurityEvent.REMOVED_FACTOR, record=user, by=who(request))


def changed_password(user: User, request: HttpRequest | None = None, **signal: object) -> None:
    note(SecurityEvent.CHANGED_PASSWORD, record=user, by=who(request))


def note_rights(record: User | Group) -> None:
    """What the account, or who is in the group, may do is something else now."""
    note(SecurityEvent.CHANGED_RIGHTS, record=record, by=who(context.request))


def remember_rights(
    instance: User, update_fields: Collection[str] | None = None, **signal: object
) -> None:
    """Before an account is saved: what opened something until now."""
    asked = update_fields is None or not NO_RIGHTS.keys().isdisjoint(update_fields)
    stored = User.objects.filter(pk=instance.pk).values(*NO_RIGHTS) if instance.pk else None
    before = (stored.first() if stored is not None and asked else None) or NO_RIGHTS
    instance.__dict__["_rights_before"] = before if asked else None


def compare_rights(instance: User, **signal: object) -> None:
    """After it: whether something else does now."""
    before = instance.__dict__.pop("_rights_before", None)
    if before and any(getattr(instance, name) != value for name, value in before.items()):
        note_rights(instance)


def changed_members(
    instance: User | Group, action: str, pk_set: Iterable[int] | None, **signal: object
) -> None:
    """Groups or permissions of a user, or of a group, were given or taken."""
    if action not in CHANGES or (action != "post_clear" and not pk_set):
        return
    if signal["reverse"] and isinstance(instance, Group) and pk_set:
        for user in User.objects.filter(pk__in=pk_set):
            note_rights(user)
    elif isinstance(instance, User | Group):
        note_rights(instance)


def changed_group(
    instance: GroupPagePermission | GroupCollectionPermission, **signal: object
) -> None:
    """What a group may do in a part of the site."""
    note_rights(instance.group)


def connect_signals() -> None:
    """Of log-ins, second factors, passwords, accounts and rights."""
    auth.user_logged_in.connect(sessions.begin)
    auth.user_logged_in.connect(logged_in)
    account.user_logged_in.connect(provider.logged_in)
    auth.user_login_failed.connect(failed)
    mfa.authentication_failed.connect(failed_factor)
    mfa.authenticator_added.connect(added_factor)
    mfa.authenticator_reset.connect(added_factor)
    mfa.authenticator_removed.connect(removed_factor)
    for signal in (account.password_changed, account.password_set, account.password_reset):
        signal.connect(changed_password)
    pre_save.connect(provider.keep_encrypted, sender=SocialToken)
    post_save.connect(addresses.follow, sender=User)
    pre_save.connect(remember_rights, sender=User)
    post_save.connect(compare_rights, sender=User)
    for through in (
        User.groups.through,
        User.user_permissions.through,
        Group.permissions.through,
    ):
        m2m_changed.connect(changed_members, sender=through)
    for model in (GroupPagePermission, GroupCollectionPermission):
        post_save.connect(changed_group, sender=model)
        post_delete.connect(changed_group, sender=model)
