"""The posts that a request may be answered with, and what is sent to one of them."""

from collections.abc import Callable
from functools import wraps
from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from core.access.visibility import can_view
from core.pages.context import profile_for
from network.intranet.access import LoggedInRequest, may_take_part
from network.intranet.comments.counting import number_of_comments
from network.intranet.posts.models import Post
from network.intranet.posts.querysets import PostQuerySet

Send = Callable[[LoggedInRequest, Post], HttpResponse]


def posts_for(request: HttpRequest) -> PostQuerySet:
    """Those that who asks may read, the newest first, with everything a line shows."""
    posts = Post.objects.visible_to(request.user).filter(profile=profile_for(request))
    posts = posts.annotate(comment_count=number_of_comments())
    related = posts.select_related("author", "unit", "group", "written_in")
    return related.prefetch_related("areas__scheme")


def one_for(request: HttpRequest, pk: int) -> Post:
    """One of them, where a superuser's look is logged. Raises Http404 of any other."""
    post = get_object_or_404(posts_for(request), pk=pk)
    if not can_view(request.user, post):
        raise Http404
    return post


def one_to_answer(request: HttpRequest, pk: int) -> Post:
    """One to which who asks may send something. Raises PermissionDenied where they only read it."""
    post = one_for(request, pk)
    if not may_take_part(request.user, post, profile_for(request)):
        raise PermissionDenied
    return post


def sent_to_a_post(view: Send) -> Callable[[HttpRequest, int], HttpResponse]:
    """What is sent to a post that one may answer; asked for, as after a log-in, it is the post."""

    @wraps(view)
    def answer(request: HttpRequest, pk: int) -> HttpResponse:
        if request.method != "POST":
            return redirect(one_for(request, pk))
        return view(cast("LoggedInRequest", request), one_to_answer(request, pk))

    return answer
