from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """Our own from the first migration; what a person is in the organisation is network's."""

    shown_to_strangers = False  # no public page names a person

    # Everybody knows its password: it opens nothing outside development (core.access.backends).
    is_demo = models.BooleanField(_("demo"), default=False, db_default=False, editable=False)

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
