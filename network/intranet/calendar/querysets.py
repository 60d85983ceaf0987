"""Whose calendar an address opens."""

from typing import Any

from django.db import models

from network.intranet.calendar.tokens import digest_of


class FeedQuerySet(models.QuerySet):
    def of_token(self, token: str) -> Any:
        """The feed that `token` opens, or None; one that was taken back is as none."""
        return self.select_related("person").filter(digest=digest_of(token)).first()
