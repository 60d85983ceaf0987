"""Forgetting a person: in every table that leads to them or names them.

What the tables do not say by themselves an app registers as a part: what goes although it could
stay, or what is stored elsewhere. The row of the account stays without a name, for its number in
the audit log.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

from core.models import AuditEvent, User
from core.operation.personal.finding import AUDIT, Link, about, links, mentions
from core.operation.personal.names import Names
from core.operation.personal.replacing import former_colleague, leave_versions, renew, replace
from core.registry import Registry

# A part deletes what its app has stored of the person; it runs in a transaction with the others.
parts: Registry[Callable[[User], None]] = Registry("part of an erasure")


# Rows that others may have answered: with them, what those wrote would be deleted.
ANSWERED = {"wagtailcore.comment", "wagtailcore.commentreply"}


NAMELESS = "erased-"


class CannotErase(ValueError):
    """Nobody was forgotten and nothing changed; a sentence says why."""


@transaction.atomic
def erase(*, person: User, by: User | None, at: datetime) -> None:
    """Forget `person` in every app and every table; `by` None is whoever runs the server.

    What they wrote stays, by nobody; what others wrote stays, with a mark where it named them.
    Raises CannotErase.
    """
    refuse(person, by)
    names = Names.of(person)
    for _name, forget in parts:
        forget(person)
    changed: dict[type[Model], set[Any]] = defaultdict(set)
    leave_versions(person)
    for link in links(person):
        _leave(link)
        changed[link.model].update(link.keys)
    for rows in about(person):
        if rows.model._meta.label_lower != AUDIT:
            rows.delete()
    for mention in mentions(names):
        replace(mention, names)
        changed[mention.model].add(mention.key)
    renew(person, changed)
    AuditEvent.objects.write("core.erase_person", record=person, by=by, at=at)


def refuse(person: User, by: User | None) -> None:
    """Raise CannotErase where the account must stay."""
    if person == by:
        raise CannotErase(_("Nobody can erase their own account."))
    if is_erased(person):
        raise CannotErase(_("This person is erased already. Nothing was changed."))
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=person.pk)
    if person.is_superuser and person.is_active and not others.exists():
        sentence = _("This is the only administrator: make another first. Nothing was changed.")
        raise CannotErase(sentence)


def is_erased(person: User) -> bool:
    """Whether nothing but the number of the account is left."""
    return person.username == nameless(person)


def nameless(person: User) -> str:
    """What an account is called that has no name any more."""
    return f"{NAMELESS}{person.pk}"


def _leave(link: Link) -> None:
    """Nobody stands where the person stood; rows that are only theirs go."""
    label = link.model._meta.label_lower
    if label == AUDIT:
        return
    if link.field.null:
        link.rows.update(**{link.field.name: None})
    elif label in ANSWERED:
        link.rows.update(**{link.field.name: former_colleague()})
    else:
        link.rows.delete()


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
    person.username = nameless(person)
    person.first_name = person.last_name = person.email = ""
    person.is_active = person.is_staff = person.is_superuser = False
    person.last_login = None
    person.set_unusable_password()
    person.save()
