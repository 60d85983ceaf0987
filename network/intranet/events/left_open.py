"""What earlier meetings left open: the next one opens with it."""

from collections.abc import Sequence

from django.contrib.auth.models import AnonymousUser

from core.models import User
from network.intranet.events.models import ActionItem, Event


def earlier(event: Event) -> Sequence[int]:
    """The keys of the meetings before it, the latest first, however far back. One query."""
    followed = Event.objects.filter(profile=event.profile_id, follows__isnull=False)
    before = dict(followed.values_list("pk", "follows_id"))
    chain: list[int] = []
    last = event.follows_id
    while last and last not in chain and last != event.pk:
        chain.append(last)
        last = before.get(last)
    return chain


def left_open(event: Event, user: User | AnonymousUser) -> Sequence[ActionItem]:
    """The open action items of meetings before it, as far as `user` may read those."""
    read = Event.objects.visible_to(user).filter(pk__in=earlier(event))
    items = ActionItem.objects.filter(event__in=read, done_at=None)
    return list(items.select_related("person", "event"))
