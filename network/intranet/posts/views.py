"""Posts: the newest, one with what it said before, and the form in which they are written."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.models import MunicipalityProfile
from core.pages.context import profile_for
from core.web.facets import Address
from core.web.paging import pagination
from core.words.dates import local
from core.words.language import current
from network.intranet.access import LoggedInRequest, for_the_network, may_take_part
from network.intranet.comments.forms import CommentForm
from network.intranet.comments.thread import thread
from network.intranet.moderation.rights import moderates
from network.intranet.posts.actions import ChangedMeanwhile, edit_post, publish_post
from network.intranet.posts.asked import one_for, posts_for
from network.intranet.posts.forms import PostForm
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
        "form": comment or CommentForm(),
    }
    return render(request, "intranet/post.html", context, status=status)


@require_safe
def post_history(request: HttpRequest, pk: int) -> HttpResponse:
    """What the post said before, the latest first: for whoever may read it."""
    post = one_for(request, pk)
    versions = [(version, as_html(version.text)) for version in post.versions.all()]
    return render(request, "intranet/history.html", {"post": post, "versions": versions})


@for_the_network
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: LoggedInRequest) -> HttpResponse:
    """The form of a new post; without an action it is published."""
    form = _form(request, request.POST or None)
    if request.method != "POST":
        return render(request, "intranet/write.html", {"form": form})
    if not form.is_valid() or request.POST.get("action") == "preview":
        return _again(request, form)
    post = publish_post(
        profile=_profile(request),
        author=request.user,
        facts={**form.facts, "language": current()},
        areas=form.cleaned_data["areas"],
        at=timezone.now(),
    )
    messages.success(request, _("Published. Nobody but those named below can read it."))
    return redirect(post)


@for_the_network
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The same form for a post that somebody has written; what was changed meanwhile is shown."""
    post = one_for(request, pk)
    if post.author_id != request.user.pk:
        raise PermissionDenied
    form = _form(request, request.POST or None, post)
    if request.method != "POST":
        return render(request, "intranet/write.html", {"form": form, "post": post})
    if not form.is_valid() or request.POST.get("action") == "preview":
        return _again(request, form, post=post)
    try:
        edit_post(
            post=post,
            version=form.cleaned_data["version"] or 0,
            facts=form.facts,
            areas=form.cleaned_data["areas"],
            by=request.user,
            at=timezone.now(),
        )
    except ChangedMeanwhile:
        stored, typed = Post.objects.get(pk=pk), request.POST.copy()
        typed["version"] = str(stored.version)
        return _again(request, _form(request, typed, post), post=post, stored=stored)
    messages.success(request, _("Changed. What it said before is kept in its history."))
    return redirect(post)


def _form(
    request: LoggedInRequest, typed: Mapping[str, Any] | None, post: Post | None = None
) -> PostForm:
    """Of a new post, or of one that is changed from the version that was read."""
    return PostForm(
        typed,
        instance=post,
        initial={"version": post.version} if post else None,
        profile=_profile(request),
        user=request.user,
        on=local(timezone.now()).date(),
    )


def _again(request: HttpRequest, form: PostForm, **context: object) -> HttpResponse:
    """What was typed, as it would look or with what is wrong."""
    context |= {"form": form}
    if form.is_valid() and "stored" not in context:
        context["preview"] = as_html(form.cleaned_data["text"])
        return render(request, "intranet/write.html", context)
    return render(request, "intranet/write.html", context, status=422)


def _profile(request: HttpRequest) -> MunicipalityProfile:
    profile = profile_for(request)
    if profile is None:
        raise Http404
    return profile
