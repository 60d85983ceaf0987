"""What waits for somebody by what the intranet knows of them: seat, drafts, questions, card."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.words.dates import local
from network.intranet.posts.models import Post
from network.intranet.start.parts import Line, Somebody, Task
from network.intranet.writing.models import Draft

ENDS_SOON = timedelta(days=90)
UNANSWERED = 5


def ending_seats(somebody: Somebody) -> Iterator[Task]:
    """A seat that somebody holds and that ends within three months."""
    for held in somebody.seats:
        if held.ends and held.ends - somebody.on <= ENDS_SOON:
            place = f", {held.seat.place}" if held.seat.place else ""
            yield Task(
                title=_("Your seat ends"),
                text=f"{held.seat}{place}",
                url=reverse("my_data"),
                action=_("See what is yours"),
                day=held.ends,
            )


def answered_questions(somebody: Somebody) -> Iterator[Task]:
    """Questions of theirs on which others have commented, and no comment is the answer."""
    asked = Post.objects.unanswered().filter(author=somebody.user, profile=somebody.profile)
    by_others = Q(comments__hidden_at=None) & ~Q(comments__author=somebody.user)
    latest = Max("comments__written_at", filter=by_others)
    for post in asked.annotate(latest=latest).filter(latest__isnull=False):
        yield Task(
            title=_("Somebody has answered you"),
            text=post.title,
            url=f"{post.get_absolute_url()}#comments",
            action=_("Read, and mark the answer"),
            day=local(post.latest).date(),
        )


def drafts(somebody: Somebody) -> Iterator[Task]:
    """The latest draft, and how many more there are."""
    theirs = Draft.objects.filter(author=somebody.user)
    begun = list(theirs.only("key", "post", "comment_on", "typed"))
    if begun:
        more = len(begun) - 1
        others = ngettext("and %(n)d more", "and %(n)d more", more) % {"n": more}
        yield Task(
            title=_("A draft is left"),
            text=f"{begun[0]} {others}" if more else str(begun[0]),
            url=begun[0].url,
            action=_("Go on"),
        )


def no_card(somebody: Somebody) -> Iterator[Task]:
    """Whoever has told nothing of themselves yet."""
    if somebody.card is None:
        yield Task(
            title=_("Tell the others what you can"),
            text=_("Areas, languages, countries you have been in: so that somebody finds you."),
            url=reverse("my_data"),
            action=_("Fill in your card"),
        )


def unanswered(somebody: Somebody) -> list[Line]:
    """Questions of others that nobody has answered, the oldest first."""
    questions = Post.objects.visible_to(somebody.user).unanswered()
    asked = questions.filter(profile=somebody.profile).exclude(author=somebody.user)
    return [
        Line(post.title, post.get_absolute_url(), text=post.place)
        for post in asked.select_related("author", "unit").order_by("published_at")[:UNANSWERED]
    ]
