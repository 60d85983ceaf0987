"""How often somebody may guess at an account's password or code, counted in the database.

A guess is counted before the password is looked at, by all workers together and one at a time: a
cache that takes no lock lets more through the more workers there are. What was right is not
counted. Who is guessed at counts, not who guesses: no header of a request changes it.
"""

from datetime import datetime, timedelta
from math import ceil
from secrets import token_hex

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as factor_forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from core.access.backends import account_named
from core.models import SentForm, User
from core.operation.locks import one_at_a_time

MOST, WITHIN = 5, timedelta(minutes=5)
MINUTE = timedelta(minutes=1)


def guess(what: str, of: User | str, *, at: datetime) -> SentForm:
    """Count a try of `what` ("password", "code") for an account, or a name that no account has.

    Whoever was right deletes the row. Raises ValidationError, which says when to try again, where
    there were too many. Commits by itself.
    """
    whom = f"name {of.lower()}" if isinstance(of, str) else f"account {of.pk}"
    sender = salted_hmac(f"guess {what}", whom, algorithm="sha256").hexdigest()
    tries = SentForm.objects.filter(sender=sender, sent_at__gt=at - WITHIN, sent_at__lt=at + WITHIN)
    with transaction.atomic():
        one_at_a_time(f"guess as {sender}")
        times = list(tries.order_by("-sent_at").values_list("sent_at", flat=True)[:MOST])
        if len(times) < MOST:
            key = token_hex(32)
            return SentForm.objects.create(sender=sender, sent_key=key, sent_at=at)
    raise ValidationError(_again_in(times[-1] + WITHIN - at), code="too_many_login_attempts")


def guess_password(*names: str | None, at: datetime) -> SentForm:
    """Count a try of a password for whom one of the names means; user name and address are one."""
    typed = next((name for name in names if name), "")
    return guess("password", account_named(*names) or typed, at=at)


def _again_in(wait: timedelta) -> str:
    minutes = ceil(wait / MINUTE)
    return ngettext(
        "That was wrong too many times. You can try again in %(minutes)d minute.",
        "That was wrong too many times. You can try again in %(minutes)d minutes.",
        minutes,
    ) % {"minutes": minutes}


class ChangePasswordForm(account_forms.ChangePasswordForm):
    """allauth's: who has somebody's session does not find out their password here."""

    def clean_oldpassword(self) -> str:
        tried = guess("password", self.user, at=timezone.now())
        password: str = super().clean_oldpassword()
        tried.delete()
        return password


class _CountedCode:
    user: User

    def clean_code(self) -> str:
        tried = guess("code", self.user, at=timezone.now())
        code: str = super().clean_code()  # type: ignore[misc]
        tried.delete()
        return code


class AuthenticateForm(_CountedCode, factor_forms.AuthenticateForm):
    """allauth's form for the code at a log-in."""


class ReauthenticateForm(_CountedCode, factor_forms.ReauthenticateForm):
    """The same for who is logged in and shows again who they are."""
