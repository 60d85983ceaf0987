"""The form in which a post is written or changed, and the drafts that somebody has."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from core.words.language import current
from network.intranet.access import LoggedInRequest, for_writers, the_profile
from network.intranet.files.attached import Attached
from network.intranet.posts.actions import ChangedMeanwhile, edit_post, publish_post
from network.intranet.posts.asked import one_for
from network.intranet.posts.models import Post
from network.intranet.posts.text import as_html
from network.intranet.writing.choosing import value_of_group
from network.intranet.writing.drafts import Note, as_initial, draft_asked_for
from network.intranet.writing.forms import PostForm
from network.intranet.writing.kept import keeps_what_is_typed
from network.intranet.writing.models import Draft
from network.intranet.writing.sent import Sent, note_of, receive

LISTS = ("areas", "about")  # fields of the form with several values
FOUND = ("find", "attach")  # buttons that bring something to the form and check nothing else


@csrf_exempt  # checked once what was typed is safe: keeps_what_is_typed
@login_not_required  # keeps_what_is_typed sends strangers to log in
@keeps_what_is_typed
@for_writers
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: LoggedInRequest) -> HttpResponse:
    """The form of a new post; without an action it is published."""
    form = _asked(request)
    if request.method != "POST":
        return _show(request, form)
    sent = receive(request)
    if request.POST.get("action") in FOUND:
        return _found(request, sent)
    if not _goes_out(request, form, sent):
        return _again(request, form, sent)
    post = publish_post(
        profile=the_profile(request),
        author=request.user,
        facts={**form.facts, "language": current()},
        areas=form.cleaned_data["areas"],
        about=form.cleaned_data["about"],
        files=sent.attached.staying,
        key=sent.note.key,
        at=timezone.now(),
    )
    Draft.objects.filter(pk=sent.note.key, author=request.user).delete()
    messages.success(request, _("Published. Nobody but those named below can read it."))
    return redirect(post)


@csrf_exempt  # checked once what was typed is safe: keeps_what_is_typed
@login_not_required  # keeps_what_is_typed sends strangers to log in
@keeps_what_is_typed
@for_writers
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The same form for a post that somebody has written; what was changed meanwhile is shown."""
    post = one_for(request, pk)
    if post.author_id != request.user.pk:
        raise PermissionDenied
    form = _asked(request, post)
    if request.method != "POST":
        return _show(request, form, post=post)
    sent = receive(request, post)
    if request.POST.get("action") in FOUND:
        return _found(request, sent, post=post)
    if not _goes_out(request, form, sent):
        return _again(request, form, sent, post=post)
    try:
        edit_post(
            post=post,
            version=form.cleaned_data["version"] or 0,
            facts=form.facts,
            areas=form.cleaned_data["areas"],
            about=form.cleaned_data["about"],
            files=sent.attached.staying,
            by=request.user,
            at=timezone.now(),
        )
    except ChangedMeanwhile:
        stored, typed = Post.objects.get(pk=pk), request.POST.copy()
        typed["version"] = str(stored.version)
        return _again(request, _form(request, typed, post), sent, post=post, stored=stored)
    Draft.objects.filter(pk=sent.note.key, author=request.user).delete()
    messages.success(request, _("Changed. What it said before is kept in its history."))
    return redirect(post)


@require_POST
def throw_away(request: LoggedInRequest, key: UUID) -> HttpResponse:
    """A draft that its author wants no more; what is there no more is thrown away already."""
    Draft.objects.filter(pk=key, author=request.user).delete()
    messages.success(request, _("The draft is thrown away."))
    return redirect(reverse("my_data"))


def _form(
    request: LoggedInRequest,
    typed: Mapping[str, Any] | None = None,
    post: Post | None = None,
    initial: Mapping[str, Any] | None = None,
) -> PostForm:
    """Of a new post, or of one that is changed from the version that was read."""
    as_it_is: dict[str, Any] = {}
    if post:
        as_it_is = {"version": post.version, "about": [link.value for link in post.links.all()]}
    return PostForm(
        typed,
        instance=post,
        initial={**as_it_is, **(initial or {})},
        profile=the_profile(request),
        user=request.user,
        at=timezone.now(),
    )


def _asked(request: LoggedInRequest, post: Post | None = None) -> PostForm:
    """The form as it was sent, or as the draft or the address that was asked for has it."""
    if request.method == "POST":
        return _form(request, request.POST, post)
    draft = draft_asked_for(request)
    initial = as_initial(draft.typed, LISTS) if draft else {}
    if not draft and not post:
        initial = {"about": request.GET.getlist("about")}
        if request.GET.get("kind") in Post.Kind:
            initial["kind"] = request.GET["kind"]
        if group := request.GET.get("group"):
            initial["visibility"] = value_of_group(group)
    return _form(request, post=post, initial=initial)


def _goes_out(request: LoggedInRequest, form: PostForm, sent: Sent) -> bool:
    """Whether it is as its author wants it, with every file that they have chosen."""
    return request.POST.get("action") != "preview" and form.is_valid() and not sent.attached.wrong


def _show(request: LoggedInRequest, form: PostForm, **context: Any) -> HttpResponse:
    """The form, with the drafts that could be gone on with where none was asked for."""
    draft, post = draft_asked_for(request), context.get("post")
    note = Note(request.user.pk, draft.key) if draft else note_of(request)
    context |= {"form": form, "draft": draft, "note": note}
    context["attached"] = Attached(request.user, post, draft.typed if draft else {}, draft)
    context["draft_version"] = draft.version if draft else ""
    if draft is None:
        context["drafts"] = Draft.objects.filter(author=request.user, post=post)
    return render(request, "intranet/writing/write.html", context)


def _found(request: LoggedInRequest, sent: Sent, post: Post | None = None) -> HttpResponse:
    """The form as it was filled in, with the records that the words lead to, or the new files."""
    typed = dict(request.POST.lists())
    form = _form(request, post=post, initial=as_initial(typed, LISTS))
    finding = request.POST["action"] == "find"
    context = {**sent.context, "form": form, "post": post, "finding": finding}
    status = 422 if sent.attached.wrong else 200
    return render(request, "intranet/writing/write.html", context, status=status)


def _again(request: LoggedInRequest, form: PostForm, sent: Sent, **context: Any) -> HttpResponse:
    """What was typed, as it would look or with what is wrong."""
    context |= {**sent.context, "form": form}
    if form.is_valid() and "stored" not in context and not sent.attached.wrong:
        context["preview"] = as_html(form.cleaned_data["text"], first_level=4)
        return render(request, "intranet/writing/write.html", context)
    return render(request, "intranet/writing/write.html", context, status=422)
