"""What readers send to a post: a comment, thanks, that they follow it, which comment answers it."""

from functools import partial
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.models import User
from core.pages.context import profile_for
from core.words.language import current
from network.intranet.access import LoggedInRequest, may_take_part
from network.intranet.comments.actions import (
    delete_comment,
    edit_comment,
    mark_answer,
    write_comment,
)
from network.intranet.comments.forms import CommentForm
from network.intranet.comments.models import Comment, Thanks
from network.intranet.notifications.models import Follow, MailPreference
from network.intranet.posts.asked import one_to_answer, sent_to_a_post
from network.intranet.posts.models import Post
from network.intranet.posts.views import show_post
from network.intranet.rights import may_coordinate
from network.intranet.writing.drafts import Note, Of, draft_asked_for
from network.intranet.writing.kept import Kind, keeps_what_is_typed
from network.intranet.writing.models import Draft

methods = require_http_methods(["GET", "HEAD", "POST"])


def _may_comment(request: LoggedInRequest, pk: int | None) -> bool:
    post = Post.objects.visible_to(request.user).filter(pk=pk or 0).first()
    return post is not None and may_take_part(request.user, post, profile_for(request))


def _on(author: User, pk: int | None) -> Of:
    """Where its author reads the post no more, the text is kept as that of a new post."""
    return {"comment_on": Post.objects.visible_to(author).filter(pk=pk or 0).first()}


COMMENTS = Kind(_may_comment, _on)


@csrf_exempt  # checked once what was typed is safe: keeps_what_is_typed
@login_not_required  # keeps_what_is_typed sends strangers to log in
@partial(keeps_what_is_typed, kind=COMMENTS)
@methods
@sent_to_a_post
def comment_on_post(request: LoggedInRequest, post: Post) -> HttpResponse:
    """Store a comment; what is wrong with it is said on the page of the post."""
    form = CommentForm(request.POST)
    if not form.is_valid():
        return show_post(request, post, form, status=422)
    comment = write_comment(
        post=post,
        text=form.cleaned_data["text"],
        language=current(),
        sent_key=form.sent_key,
        by=request.user,
        at=timezone.now(),
    )
    _forget_draft(request)
    return redirect(comment)


@csrf_exempt  # checked once what was typed is safe: keeps_what_is_typed
@login_not_required  # keeps_what_is_typed sends strangers to log in
@partial(keeps_what_is_typed, kind=COMMENTS)
@methods
def change_comment(request: LoggedInRequest, pk: int, comment: int) -> HttpResponse:
    """The form in which its author changes a comment, or takes it away."""
    post = one_to_answer(request, pk)
    row = post.comments.filter(pk=comment).first()
    if row is None:  # a second click on the button that took it away
        messages.info(request, _("The comment is not there any more."))
        return redirect(post)
    if row.author_id != request.user.pk:
        raise PermissionDenied
    if request.method == "POST" and request.POST.get("action") == "delete":
        delete_comment(comment=row, by=request.user, at=timezone.now())
        messages.success(request, _("Your comment is taken away."))
        return redirect(post)
    draft = draft_asked_for(request)
    form = CommentForm(request.POST or None, initial={"text": draft.text if draft else row.text})
    note = Note(request.user.pk, draft.key if draft else uuid4())
    context = {"post": post, "comment": row, "form": form, "note": note}
    if request.method != "POST":
        return render(request, "intranet/comments/change.html", context)
    if not form.is_valid():
        return render(request, "intranet/comments/change.html", context, status=422)
    text = form.cleaned_data["text"]
    edit_comment(comment=row, text=text, by=request.user, at=timezone.now())
    _forget_draft(request)
    return redirect(row)


@methods
@sent_to_a_post
def thank(request: LoggedInRequest, post: Post) -> HttpResponse:
    """Thank for the post or for a comment on it, or take that back; nobody thanks themselves."""
    comment = _comment(request, post)
    if (comment or post).author_id == request.user.pk or (comment and comment.hidden_at):
        raise PermissionDenied
    if request.POST.get("thanks") == "no":
        Thanks.objects.take_back(post=post, comment=comment, person=request.user)
    else:
        Thanks.objects.give(post=post, comment=comment, person=request.user, at=timezone.now())
    return _back(post, f"thanks-{comment.pk}" if comment else "thanks")


@methods
@sent_to_a_post
def follow(request: LoggedInRequest, post: Post) -> HttpResponse:
    """Follow the post, or no more."""
    if request.POST.get("follow") == "no":
        Follow.objects.stop(f"post:{post.pk}", person=request.user)
    else:
        Follow.objects.start(f"post:{post.pk}", person=request.user, at=timezone.now())
        MailPreference.objects.speaks(request.user, current())
    return _back(post, "follow")


@methods
@sent_to_a_post
def answer(request: LoggedInRequest, post: Post) -> HttpResponse:
    """Mark the comment that answers a question, or none: by who asks it, or the coordination."""
    asks = post.author_id == request.user.pk
    comment = _comment(request, post)
    if post.kind != Post.Kind.QUESTION or not (asks or may_coordinate(request.user)):
        raise PermissionDenied
    if comment and comment.hidden_at:
        raise PermissionDenied
    mark_answer(post=post, comment=comment, by=request.user, at=timezone.now())
    return _back(post, comment.anchor if comment else "comments")


def _forget_draft(request: LoggedInRequest) -> None:
    """What was kept of a comment that is stored now."""
    if note := Note.read(request.POST.get("note", "")):
        Draft.objects.filter(pk=note.key, author=request.user).delete()


def _comment(request: LoggedInRequest, post: Post) -> Comment | None:
    """The comment on the post that is named, if any. Raises Http404 of any other."""
    key = request.POST.get("comment", "")
    if not key:
        return None
    return get_object_or_404(post.comments, pk=int(key) if key.isdecimal() else 0)


def _back(post: Post, anchor: str) -> HttpResponseRedirect:
    """To where one was on the page: the browser gives the focus to what has this name."""
    return HttpResponseRedirect(f"{post.get_absolute_url()}#{anchor}")
