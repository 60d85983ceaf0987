"""Of whom a post asks that they confirm to have read it, and who has."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.access.visibility import is_known
from core.models import User
from core.words.dates import local
from network.intranet.posts.models import Post
from network.intranet.readers import whom_it_is_for
from network.intranet.reading.models import ReadingConfirmed
from network.intranet.rights import may_coordinate
from network.intranet.start.parts import Somebody, Task


@dataclass(frozen=True)
class Reading:
    """Who has read a post, the first first, and who has not: of those who may read it now."""

    have: Sequence[ReadingConfirmed]
    have_not: Sequence[User]

    @property
    def number(self) -> int:
        """How many are asked."""
        return len(self.have) + len(self.have_not)


def asked(post: Post, on: date) -> QuerySet[User]:
    """Everybody whom the post is for on a day, but for its author."""
    people = whom_it_is_for(post, on).filter(is_active=True)
    return people.exclude(pk=post.author_id) if post.author_id else people


def is_asked_of(post: Post, user: User | AnonymousUser, on: date) -> bool:
    """Whether it asks who reads it, not only who may look at everything."""
    if is_known(user) and post.asks_reading:
        return asked(post, on).filter(pk=user.pk or 0).exists()
    return False


def reading(post: Post, on: date) -> Reading:
    """How far it is."""
    people = asked(post, on)
    have = list(post.readings.filter(person__in=people).select_related("person"))
    done = [each.person_id for each in have]
    names = ("last_name", "first_name", "username")
    return Reading(have, list(people.exclude(pk__in=done).order_by(*names)))


def may_see(user: User | AnonymousUser, post: Post) -> bool:
    """Who has read it is told to its author, and to whoever coordinates."""
    return post.asks_reading and (post.author_id == user.pk or may_coordinate(user))


def said_of_reading(post: Post, user: User | AnonymousUser, on: date) -> Mapping[str, Any]:
    """For the page of the post: whether who asks is to confirm, or since when they have."""
    if not post.asks_reading:
        return {}
    confirmed = post.readings.filter(person=user.pk).first()
    is_asked = confirmed is None and is_asked_of(post, user, on)
    return {"to_confirm": is_asked, "confirmed": confirmed, "sees_reading": may_see(user, post)}


def unread(somebody: Somebody) -> Iterator[Task]:
    """What waits for somebody to be read."""
    user = somebody.user
    posts = Post.objects.visible_to(user).filter(profile=somebody.profile, asks_reading=True)
    posts = posts.filter(hidden_at=None).exclude(author=user).exclude(readings__person=user)
    for post in posts.order_by("published_at"):
        if not user.is_superuser or is_asked_of(post, user, somebody.on):
            yield Task(
                title=_("Asks to be read"),
                text=post.title,
                url=post.get_absolute_url(),
                action=_("Read, and confirm it"),
                day=local(post.published_at).date(),
            )
