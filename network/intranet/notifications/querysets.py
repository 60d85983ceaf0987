"""Questions to what somebody follows, to how they are mailed and to the ledger."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from network.intranet.notifications.kinds import kinds

if TYPE_CHECKING:
    from core.models import User


class FollowQuerySet(models.QuerySet):
    def start(self, what: str, *, person: "User", at: datetime) -> None:
        """Follow a topic from now on; who follows it already goes on as they do."""
        self.get_or_create(person=person, what=what, defaults={"since": at})

    def stop(self, what: str, *, person: "User") -> None:
        """Follow it no more."""
        self.filter(person=person, what=what).delete()


class PreferenceQuerySet(models.QuerySet):
    def speaks(self, person: "User", language: str) -> None:
        """The language in which they have done something, unless one is noted already."""
        self.get_or_create(person=person, defaults={"language": language})


class NotificationQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """Their own, of records that they may read now. No query: part of the one that asks."""
        readable = Q(pk__in=[])
        for name, kind in kinds:
            readable |= Q(kind=name, object_id__in=kind.readable(user).order_by().values("pk"))
        return self.filter(readable, person=user.pk)

    def waiting(self) -> Self:
        """Those of which a mail may still go out."""
        return self.filter(mail="waits")

    def unread(self) -> Self:
        """Those not seen on the site."""
        return self.filter(read_at=None)
