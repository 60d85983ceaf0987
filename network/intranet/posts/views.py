"""Posts: the newest, and one with what it said before."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.pages.context import profile_for
from core.web.facets import Address
from core.web.paging import pagination
from core.words.dates import local
from network.intranet.access import for_the_network, may_take_part
from network.intranet.comments.forms import CommentForm
from network.intranet.comments.thread import thread
from network.intranet.links import records
from network.intranet.moderation.rights import moderates
from network.intranet.posts.asked import one_for, posts_for
from network.intranet.posts.models import Post
from network.intranet.posts.text import as_html
from network.intranet.readers import readers
from network.organisation.seats import seats_of

PAGE_SIZE = 10


@for_the_network
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What is new, and what somebody is here."""
    at, posts = timezone.now(), posts_for(request)
    on = local(at).date()
    paginator = Paginator(posts.not_pinned(on), PAGE_SIZE)
    part = paginator.get_page(request.GET.get("page"))
    context = {
        "pinned": posts.pinned(on) if part.number == 1 else [],
        "posts": part.object_list,
        "count": paginator.count,
        "pagination": pagination(part.number, paginator.num_pages, Address.of({}).page),
        "seats": seats_of(request.user, on),
        "readers": readers(Post.Readers.NETWORK, unit=None, on=on),
    }
    return render(request, "intranet/start.html", context)


@require_safe
def post_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One that the reader may read; any other does not exist. A superuser's look is logged."""
    return show_post(request, one_for(request, pk))


def show_post(
    request: HttpRequest, post: Post, comment: CommentForm | None = None, status: int = 200
) -> HttpResponse:
    """The page of a post, with what readers do with it; `comment` is one that was not stored."""
    user, on = request.user, local(timezone.now()).date()
    context = {
        "post": post,
        "text": as_html(post.text),
        "meaning": as_html(post.meaning) if post.meaning else "",
        "readers": readers(post.visibility, unit=post.unit, on=on),
        "pinned": post.pinned_until is not None and post.pinned_until >= on,
        "versions": post.versions.count(),
        "may_edit": post.author_id == user.pk,
        "takes_part": may_take_part(user, post, profile_for(request)),
        "moderates": moderates(user),
        "thread": thread(post, user),
        "about": records.read([link.value for link in post.links.all()], user, at=timezone.now()),
        "form": comment or CommentForm(),
    }
    return render(request, "intranet/post.html", context, status=status)


@require_safe
def post_history(request: HttpRequest, pk: int) -> HttpResponse:
    """What the post said before, the latest first: for whoever may read it."""
    post = one_for(request, pk)
    versions = [(version, as_html(version.text)) for version in post.versions.all()]
    return render(request, "intranet/history.html", {"post": post, "versions": versions})
