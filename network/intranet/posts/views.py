"""Posts: all of them, and one with what it said before."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access.visibility import is_known
from core.models import PriorityArea
from core.pages.context import profile_for
from core.web.facets import Address, Chosen
from core.web.paging import pagination
from core.words.dates import local
from network.intranet.access import for_the_network, may_take_part
from network.intranet.comments.forms import CommentForm
from network.intranet.comments.thread import thread
from network.intranet.links import records
from network.intranet.news.said import said_of
from network.intranet.notifications.unread import has_seen
from network.intranet.posts.asked import one_for, posts_for
from network.intranet.posts.models import Post
from network.intranet.posts.text import as_html
from network.intranet.reading.asked import said_of_reading
from network.intranet.rights import may_coordinate
from network.intranet.writing.drafts import Note, draft_asked_for

PAGE_SIZE = 20


@for_the_network
@require_safe
def post_list(request: HttpRequest) -> HttpResponse:
    """All that the reader may read, the newest first; of one kind or area where that is asked."""
    asked = {name: request.GET.get(name, "") for name in ("kind", "area")}
    posts, areas = posts_for(request), PriorityArea.objects.filter(posts__isnull=False).distinct()
    kinds = Post.Kind.choices
    chosen: dict[str, Sequence[str]] = {}
    if asked["kind"] in Post.Kind:
        chosen["kind"], posts = [asked["kind"]], posts.filter(kind=asked["kind"])
    if area := next((area for area in areas if area.slug == asked["area"]), None):
        chosen["area"], posts = [area.slug], posts.filter(areas=area)
    paginator = Paginator(posts, PAGE_SIZE)
    part = paginator.get_page(request.GET.get("page"))
    address = Address.of(chosen)
    context = {
        "posts": part.object_list,
        "count": paginator.count,
        "pagination": pagination(part.number, paginator.num_pages, address.page),
        "kinds": _ways(address, "kind", kinds, chosen),
        "areas": _ways(address, "area", [(area.slug, area.name) for area in areas], chosen),
        "chosen": chosen,
    }
    return render(request, "intranet/list.html", context)


def _ways(
    address: Address, name: str, values: Iterable[tuple[str, Any]], chosen: Chosen
) -> list[dict[str, Any]]:
    """A link for each value, which takes the place of the one that is chosen, and one for none."""
    others = address.without(name)
    now = "".join(chosen.get(name, ()))
    every = [{"label": _("All"), "url": others.url(), "on": not now}]
    return every + [
        {"label": label, "url": others.adding(name, value).url(), "on": value == now}
        for value, label in values
    ]


@require_safe
def post_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One that the reader may read; any other does not exist. A superuser's look is logged."""
    return show_post(request, one_for(request, pk))


def show_post(
    request: HttpRequest, post: Post, comment: CommentForm | None = None, status: int = 200
) -> HttpResponse:
    """The page of a post, with what readers do with it; `comment` is one that was not stored."""
    user, on, draft = request.user, local(timezone.now()).date(), draft_asked_for(request)
    shown = thread(post, user)
    comments = [line.comment.pk for line in shown.lines]
    has_seen(user, {"post": [post.pk], "comment": comments}, at=timezone.now())
    context = {
        "post": post,
        "text": as_html(post.text),
        "meaning": as_html(post.meaning) if post.meaning else "",
        "pinned": post.is_pinned(on),
        "versions": post.versions.count(),
        "may_edit": post.author_id == user.pk,
        "takes_part": may_take_part(user, post, profile_for(request)),
        "moderates": may_coordinate(user),
        "thread": shown,
        "files": post.files.all(),
        "about": records.read([link.value for link in post.links.all()], user, at=timezone.now()),
        "form": comment or CommentForm(initial={"text": draft.text} if draft else None),
        "note": Note(user.pk, draft.key if draft else uuid4()) if is_known(user) else "",
        **said_of(post, user),
        **said_of_reading(post, user, on),
    }
    return render(request, "intranet/post.html", context, status=status)


@require_safe
def post_history(request: HttpRequest, pk: int) -> HttpResponse:
    """What the post said before, the latest first: for whoever may read it."""
    post = one_for(request, pk)
    versions = [(version, as_html(version.text, first_level=3)) for version in post.versions.all()]
    return render(request, "intranet/history.html", {"post": post, "versions": versions})
