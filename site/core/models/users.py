from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """Our own from the first migration; what a person is in the organisation is network's."""

    shown_to_strangers = False  # no public page names a person

    # Everybody knows its password: it opens nothing outside development (core.access.backends).
    is_demo = models.BooleanField(_("demo"), default=False, db_default=False, editable=False)

    def __str__(self) -> str:
        return self.get_full_name() or self.username
