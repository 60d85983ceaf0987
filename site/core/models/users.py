from collections.abc import Iterator

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """Our own from the first migration; what a person is in the organisation is network's."""

    shown_to_strangers = False  # no public page names a person

    # Everybody knows its password: it opens nothing outside development (core.access.backends).
    is_demo = models.BooleanField(_("demo"), default=False, db_default=False, editable=False)

    # How often all sessions were ended: one that is open is of the number it began with.
    log_outs = models.PositiveIntegerField(default=0, db_default=0, editable=False)

    def get_session_auth_hash(self) -> str:
        """What Django compares in each request with what a session began with."""
        return self._of_now(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same with the keys before SECRET_KEY."""
        return map(self._of_now, super().get_session_auth_fallback_hash())

    def _of_now(self, password: str) -> str:
        return f"{password} {self.log_outs}" if self.log_outs else password

    @cached_property
    def may_use_admin(self) -> bool:
        """Whether the admin is open to the account: read with it where a request brings it."""
        return self.has_perm("wagtailadmin.access_admin")

    @cached_property
    def has_second_factor(self) -> bool:
        """Whether more than a password is asked for: read with it where a request brings it."""
        factors = self.authenticator_set  # type: ignore[attr-defined]
        return bool(factors.filter(type="totp").exists())

    def __str__(self) -> str:
        return self.get_full_name() or self.username
