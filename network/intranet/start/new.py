"""How much is new to somebody since they last looked; told in the head of every page."""

from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db import DatabaseError, transaction
from django.db.models import Exists, OuterRef

from core.models import MunicipalityProfile, User
from core.operation.locks import hardly_waiting
from network.intranet.posts.models import Post
from network.intranet.start.models import LastVisit

KEPT = 60  # seconds for which the number is not asked for again
EVERY = timedelta(minutes=1)  # between two notes of a visit
MOST = 99


def number_of_new_posts(user: User, profile: MunicipalityProfile | None) -> int:
    """Those of others that `user` may read and was not shown yet; at most MOST are counted.

    It may be a minute old: every page asks for it.
    """
    number: Any = cache.get_or_set(_key(user), lambda: _count(user, profile), KEPT)
    return int(number)


def _count(user: User, profile: MunicipalityProfile | None) -> int:
    posts = Post.objects.visible_to(user).filter(profile=profile).exclude(author=user)
    seen = LastVisit.objects.filter(person=user, at__gte=OuterRef("published_at"))
    return posts.exclude(Exists(seen))[: MOST + 1].count()


def has_looked(user: User, *, at: datetime) -> datetime | None:
    """Note the visit, as far as the database can be written; returns when the last one was."""
    before = LastVisit.objects.filter(person=user).values_list("at", flat=True).first()
    if before is None or at - before >= EVERY:
        try:
            with hardly_waiting(), transaction.atomic():
                LastVisit.objects.update_or_create(person=user, defaults={"at": at})
        except DatabaseError:  # what is new stays new
            return before
        cache.set(_key(user), 0, KEPT)
    return before


def _key(user: User) -> str:
    return f"new-posts:{user.pk}"
