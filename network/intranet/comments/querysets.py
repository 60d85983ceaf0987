"""Thanks: one row each, given and taken back."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from core.models import User


class ThanksQuerySet(models.QuerySet):
    def give(
        self, *, post: models.Model, comment: models.Model | None, person: "User", at: datetime
    ) -> None:
        """Thank for the comment, or for the post where there is none; once, however often."""
        self.get_or_create(post=post, comment=comment, person=person, defaults={"at": at})

    def take_back(
        self, *, post: models.Model, comment: models.Model | None, person: "User"
    ) -> None:
        """Thank no more."""
        self.filter(post=post, comment=comment, person=person).delete()
