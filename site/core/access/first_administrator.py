"""The first administrator of a new site, who chooses a password by a link in a mail."""

from datetime import datetime
from urllib.parse import urljoin

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.models import UserManager
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from core.models import AuditEvent, User
from core.operation.locks import one_at_a_time
from core.operation.mail import mail_after_commit


class NoAdministrator(Exception):
    """Nobody was made one; a sentence says why."""


@transaction.atomic
def make_administrator(*, email: str, again: bool, at: datetime) -> User:
    """An account with every right and no password yet; a link to choose one is mailed to it.

    With `again` also where there is an active administrator; who is one already is sent a new
    link. Raises NoAdministrator.
    """
    one_at_a_time("make the first administrator")
    email = UserManager.normalize_email(email.strip())
    try:
        validate_email(email)
    except ValidationError as error:
        sentence = _("%(email)s is no e-mail address. Nothing was changed.") % {"email": email}
        raise NoAdministrator(sentence) from error
    administrators = User.objects.filter(is_superuser=True, is_active=True)
    if administrators.exists() and not again:
        raise NoAdministrator(
            _(
                "There is an administrator already, who can make others in the admin. Nothing was"
                " changed. With --again one more is made, or the same is sent a new link."
            )
        )
    user = administrators.filter(email__iexact=email).first() or _new(email)
    AuditEvent.objects.write("core.make_administrator", record=user, by=None, at=at)
    mail_after_commit(
        subject=_("Choose a password for %(site)s") % {"site": settings.BASE_URL},
        text=render_to_string("email/first_administrator.txt", {"link": link(user), "user": user}),
        to=user.email,
    )
    return user


def _new(email: str) -> User:
    if User.objects.filter(email__iexact=email).exists() or (
        User.objects.filter(username__iexact=email).exists()
    ):
        raise NoAdministrator(
            _(
                "%(email)s belongs to an account that is no administrator. Nothing was changed:"
                " an administrator can give it the rights, or take another address."
            )
            % {"email": email}
        )
    return User.objects.create_superuser(username=email, email=email)


def link(user: User) -> str:
    """Where the person chooses a password: once, and for PASSWORD_RESET_TIMEOUT."""
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
    return urljoin(settings.BASE_URL, path.replace("UID-KEY", key))
