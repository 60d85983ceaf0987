"""Thanks and follows: one row each, given and taken back."""

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


class FollowQuerySet(models.QuerySet):
    def start(self, *, post: models.Model, person: "User", language: str, at: datetime) -> None:
        """Tell `person` of comments on the post from now on; who follows already goes on."""
        facts = {"language": language, "since": at}
        self.get_or_create(post=post, person=person, defaults=facts)

    def stop(self, *, post: models.Model, person: "User") -> None:
        """Tell them no more."""
        self.filter(post=post, person=person).delete()
