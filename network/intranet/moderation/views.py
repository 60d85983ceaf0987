"""The page on which a moderator pins a post, hides it or one of its comments, or shows it again."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.words.dates import local
from network.intranet.access import LoggedInRequest
from network.intranet.comments.models import Comment
from network.intranet.moderation import actions
from network.intranet.moderation.forms import HideForm, PinForm
from network.intranet.posts.asked import one_for
from network.intranet.posts.models import Post
from network.intranet.posts.text import as_html
from network.intranet.rights import may_coordinate

methods = require_http_methods(["GET", "HEAD", "POST"])


@methods
def moderate_post(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Of a post."""
    post = _moderated(request, pk)
    return _moderate(request, post, post, timezone.now())


@methods
def moderate_comment(request: LoggedInRequest, pk: int, comment: int) -> HttpResponse:
    """Of a comment."""
    post = _moderated(request, pk)
    row = post.comments.select_related("author").filter(pk=comment).first()
    if row is None:
        messages.info(request, _("The comment is not there any more."))
        return redirect(post)
    return _moderate(request, post, row, timezone.now())


def _moderated(request: LoggedInRequest, pk: int) -> Post:
    post = one_for(request, pk)
    if not may_coordinate(request.user):
        raise PermissionDenied
    return post


def _moderate(
    request: LoggedInRequest, post: Post, record: Post | Comment, at: datetime
) -> HttpResponse:
    """Do what was chosen and go back to it; else the page, with what is wrong."""
    action = request.POST.get("action") if request.method == "POST" else None
    on = local(at).date()
    hiding = HideForm(request.POST if action == "hide" else None)
    pinning = PinForm(
        request.POST if action == "pin" else None, initial=_pinned_already(post), on=on
    )
    if _done(action, record, hiding, pinning, request, at):
        return redirect(record)
    context = {
        "post": post,
        "record": record,
        "text": as_html(record.text),
        "is_comment": isinstance(record, Comment),
        "hiding": hiding,
        "pinning": pinning,
        "pinned": post.is_pinned(on),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "intranet/comments/moderate.html", context, status=status)


def _pinned_already(post: Post) -> dict[str, object]:
    return {"until": post.pinned_until} if post.pinned_until else {}


def _done(
    action: str | None,
    record: Post | Comment,
    hiding: HideForm,
    pinning: PinForm,
    request: LoggedInRequest,
    at: datetime,
) -> bool:
    """Whether something was done; what was is said on the next page."""
    by = request.user
    if action == "hide" and hiding.is_valid():
        actions.hide(record=record, reason=hiding.cleaned_data["reason"], by=by, at=at)
        said = _("Hidden: only its author and the coordination read it now.")
    elif action == "show":
        actions.show(record=record, by=by, at=at)
        said = _("Shown again to all its readers.")
    elif action == "pin" and isinstance(record, Post) and pinning.is_valid():
        actions.pin(post=record, until=pinning.cleaned_data["until"], by=by, at=at)
        said = _("It stands first in the list.")
    elif action == "unpin" and isinstance(record, Post):
        actions.pin(post=record, until=None, by=by, at=at)
        said = _("It stands in the list by its day.")
    else:
        return False
    messages.success(request, said)
    return True
