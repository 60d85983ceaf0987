"""Forgetting a person: each app that keeps personal data registers its part here.

The row of the account stays, without a name, so that what the person wrote stays.
"""

from collections.abc import Callable
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from wagtail.users.models import UserProfile

from core.models import AuditEvent, User
from core.registry import Registry

# A part deletes what its app has stored of the person; it runs in a transaction with the others.
parts: Registry[Callable[[User], None]] = Registry("part of an erasure")


@transaction.atomic
def erase(*, person: User, by: User, at: datetime) -> None:
    """Forget `person` in every app; `by` has the right and cannot erase themselves."""
    if person == by:
        raise ValueError("Nobody can erase their own account.")
    for _name, forget in parts:
        forget(person)
    AuditEvent.objects.write("core.erase_person", record=person, by=by, at=at)


def forget_sessions(person: User) -> None:
    """Log the person out everywhere."""
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()
    UserSession.objects.filter(user=person).delete()


def forget_account(person: User) -> None:
    """Everything that identifies the person or lets them in; the account is closed."""
    for model in (EmailAddress, Authenticator, SocialAccount):
        model.objects.filter(user=person).delete()
    for profile in UserProfile.objects.filter(user=person):
        if profile.avatar:
            profile.avatar.delete(save=False)
        profile.delete()
    person.groups.clear()
    person.user_permissions.clear()
    person.username = f"erased-{person.pk}"
    person.first_name = person.last_name = person.email = ""
    person.is_active = person.is_staff = person.is_superuser = False
    person.last_login = None
    person.set_unusable_password()
    person.save()
