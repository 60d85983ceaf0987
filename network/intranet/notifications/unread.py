"""How many notices somebody has not seen; told in the head of the intranet's pages."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import DatabaseError, transaction

from core.access.visibility import is_known
from core.models import User
from core.operation.locks import hardly_waiting
from network.intranet.notifications.models import Notification

KEPT = 60  # seconds for which the number is not asked for again
MOST = 99


def number_of_unread(user: User) -> int:
    """Of those that they may read now; at most MOST are counted. It may be a minute old."""
    number: Any = cache.get_or_set(_key(user.pk), lambda: _count(user), KEPT)
    return int(number)


def _count(user: User) -> int:
    return Notification.objects.visible_to(user).unread()[: MOST + 1].count()


def mark_all_read(user: User, *, at: datetime) -> None:
    """They have seen them."""
    Notification.objects.unread().filter(person=user).update(read_at=at)
    cache.delete(_key(user.pk))


def has_seen(user: User | AnonymousUser, records: dict[str, list[int]], *, at: datetime) -> None:
    """They look at these records, by kind: what is told of them is read, if it can be written.

    Nothing is asked for where the head of the page says that nothing is unread.
    """
    if not is_known(user) or not number_of_unread(user):
        return
    theirs = Notification.objects.unread().filter(person=user.pk)
    seen = [
        pk
        for pk, kind, object_id in theirs.values_list("pk", "kind", "object_id")
        if object_id in records.get(kind, ())
    ]
    if not seen:
        return
    try:
        with hardly_waiting(), transaction.atomic():
            theirs.filter(pk__in=seen).update(read_at=at)
    except DatabaseError:  # what is new stays new
        return
    cache.delete(_key(user.pk))


def has_grown(people: Iterable[int]) -> None:
    """What these people, by their keys, have not seen is asked for anew."""
    cache.delete_many([_key(person) for person in people])


def _key(person: int) -> str:
    return f"unread-notices:{person}"
