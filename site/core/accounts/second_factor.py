"""The second factor: who has to have one, and how its secrets are kept."""

import logging
from base64 import urlsafe_b64encode

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.crypto import salted_hmac

from core.models import User

log = logging.getLogger(__name__)
ENCRYPTED = "gAAAAA"  # how Fernet's tokens begin; no secret in the clear has a "g"


def must_set_up(user: User | AnonymousUser) -> bool:
    """Whether the account may use the admin and logs in with a password alone."""
    return (
        settings.MFA_REQUIRED
        and user.is_authenticated
        and user.may_use_admin
        and not user.has_second_factor
    )


def _keys() -> MultiFernet:
    """From SECRET_KEY, and for reading from those before it."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str | bytes) -> bytes:
    salt = "core.accounts.second_factor"
    return urlsafe_b64encode(salted_hmac(salt, "", secret=secret, algorithm="sha256").digest())


class MFAAdapter(DefaultMFAAdapter):
    """Secrets are encrypted where they are kept: who has only the database has no codes."""

    def encrypt(self, text: str) -> str:
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; where SECRET_KEY is another now, one that no code is right for."""
        if not encrypted_text.startswith(ENCRYPTED):  # from before they were encrypted
            return encrypted_text
        try:
            return _keys().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            log.error("A second factor was made under another SECRET_KEY: it lets nobody in.")
            return generate_totp_secret()
