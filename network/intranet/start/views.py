"""The intranet's start page: first what waits for somebody, then what is new to them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from core.access.visibility import standing_of
from core.words.dates import local
from network.intranet.access import LoggedInRequest, for_the_network, the_profile
from network.intranet.coordination.checklist import checklists
from network.intranet.posts.asked import posts_for
from network.intranet.posts.models import Post
from network.intranet.posts.querysets import PostQuerySet
from network.intranet.readers import readers
from network.intranet.start.new import has_looked
from network.intranet.start.parts import Somebody, shown, tasks
from network.organisation.seats import seats_of
from network.people.models import Card

NEWEST = 10
OURS = 3
RECENT = timedelta(days=30)
IN_WORDS = [
    gettext_lazy("one"),
    gettext_lazy("two"),
    gettext_lazy("three"),
    gettext_lazy("four"),
    gettext_lazy("five"),
    gettext_lazy("six"),
    gettext_lazy("seven"),
    gettext_lazy("eight"),
    gettext_lazy("nine"),
]


@for_the_network
@require_safe
def start(request: LoggedInRequest) -> HttpResponse:
    """What waits, what concerns them, what is new, and what else the rooms have for them."""
    at, user = timezone.now(), request.user
    somebody = _somebody(request, at)
    waiting = tasks(somebody)
    posts = _newest(posts_for(request), somebody)
    seen = has_looked(user, at=at)
    context = {
        "waiting": waiting,
        "sentence": sentence(len(waiting)),
        "posts": posts,
        "pinned": {post.pk for post in posts if post.is_pinned(somebody.on)},
        "seen": seen,
        "seats": somebody.seats,
        "checklists": checklists(user, somebody.profile, somebody.seats, somebody.on),
        "readers": readers(Post.Readers.NETWORK, unit=None, on=somebody.on),
        "parts": shown(somebody),
        "today": somebody.on,
    }
    return render(request, "intranet/start/page.html", context)


def _somebody(request: LoggedInRequest, at: datetime) -> Somebody:
    return Somebody(
        user=request.user,
        profile=the_profile(request),
        at=at,
        units=standing_of(request.user).units,
        seats=seats_of(request.user, local(at).date()),
        card=Card.objects.filter(person=request.user).prefetch_related("areas").first(),
    )


def _newest(posts: PostQuerySet, somebody: Somebody) -> Sequence[Post]:
    """What stands first, then a few that concern them, then the newest; each once. One query."""
    of_areas = Post.areas.through.objects.filter(priorityarea__in=somebody.areas)
    concerns = Q(unit__in=somebody.units) | Q(pk__in=of_areas.values("post"))
    recent = posts.filter(concerns, published_at__gt=somebody.at - RECENT)
    ours = recent.exclude(author=somebody.user).values("pk")[:OURS]
    pinned = posts.pinned(somebody.on).values("pk")
    wanted = Q(pk__in=pinned) | Q(pk__in=ours) | Q(pk__in=posts.values("pk")[:NEWEST])
    return sorted(posts.filter(wanted), key=lambda post: _place(post, somebody))


def _place(post: Post, somebody: Somebody) -> int:
    """Before which others it stands; of those in the same place the newest is first already."""
    if post.is_pinned(somebody.on):
        return 0
    areas = {area.pk for area in post.areas.all()}
    ours = post.unit_id in somebody.units or not areas.isdisjoint(somebody.areas)
    old = post.published_at <= somebody.at - RECENT
    return 1 if ours and not old and post.author_id != somebody.user.pk else 2


def sentence(number: int) -> str:
    """How many things wait, as one says it."""
    if not number:
        return _("Nothing waits for you.")
    written = str(IN_WORDS[number - 1]) if number <= len(IN_WORDS) else str(number)
    text = ngettext("%(n)s thing waits for you.", "%(n)s things wait for you.", number)
    return (text % {"n": written}).capitalize()
