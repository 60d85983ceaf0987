"""A form of which nothing that was typed is lost: a draft is saved whatever stops it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access.visibility import is_known
from core.models import User
from core.pages.context import profile_for
from core.words.dates import clock
from network.intranet.access import LoggedInRequest, may_write
from network.intranet.files.attached import Attached
from network.intranet.posts.models import Post
from network.intranet.writing.drafts import Note, Of, Typed, save
from network.intranet.writing.models import Draft

NO_TEXT = {"csrfmiddlewaretoken", "action", "note", "draft_version", "version"}
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Kind:
    """Of form: who may go on with it, and what its draft is of; for the key in its address."""

    may_go_on: Callable[[LoggedInRequest, int | None], bool]
    of: Callable[[User, int | None], Of]


def _their_post(author: User, pk: int | None) -> Of:
    return {"post": Post.objects.filter(pk=pk, author=author).first() if pk else None}


POSTS = Kind(lambda request, _pk: may_write(request.user, profile_for(request)), _their_post)


def keeps_what_is_typed(view: View, kind: Kind = POSTS) -> View:
    """A form of the network that saves a draft where it can do no more, and where it is asked to.

    It can do no more where the log-in or the seat has ended meanwhile, or the page is from before
    another log-in: a note in the form says whose the text is. The view says itself that it is
    open to strangers, whom this sends to log in, and exempt from the check that this makes.
    """

    @wraps(view)
    def answer(request: LoggedInRequest, *arguments: Any, **named: Any) -> HttpResponse:
        user = request.user if is_known(request.user) else None
        note = Note.read(request.POST.get("note", "")) if request.method == "POST" else None
        refusal = _refusal(request, view) if request.method == "POST" else None
        if note:
            theirs = user is not None and user.pk == note.author and not refusal
            goes_on = theirs and kind.may_go_on(request, named.get("pk"))
            if not goes_on or request.POST.get("action") == "draft":
                return _saved(request, note, kind, named.get("pk"), goes_on=goes_on)
        if refusal:
            return refusal
        if user is None:
            return redirect_to_login(request.get_full_path())
        return view(request, *arguments, **named)

    return answer


def _refusal(request: HttpRequest, view: View) -> HttpResponse | None:
    """What the check against forged requests answers, if it refuses this one."""
    check = CsrfViewMiddleware(lambda _request: HttpResponse())
    refusal: HttpResponse | None = check.process_view(request, view, (), {})
    return refusal


def _saved(
    request: LoggedInRequest, note: Note, kind: Kind, pk: int | None, *, goes_on: bool
) -> HttpResponse:
    """The text is a draft of its author; they are told where it is and what to do next."""
    author = User.objects.filter(pk=note.author, is_active=True).first()
    if author is None:
        return redirect_to_login(request.get_full_path())
    at = timezone.now()
    draft = save_draft(request, note, author, kind.of(author, pk), at)
    logged_in = request.user == author
    if request.headers.get("X-Requested-With") == "fetch":
        return JsonResponse(
            {
                "saved": clock(at),
                "version": draft.version,
                "note": str(Note(author.pk, draft.key)),
                "url": draft.url,
                "logged_in": logged_in,
                "log_in": redirect_to_login(draft.url)["Location"],
            }
        )
    wrong = _keep_files(request, draft, at)
    if not logged_in:
        messages.info(request, _("Your text is saved as a draft. Log in to go on."))
        return redirect_to_login(draft.url)
    for sentence in wrong:
        messages.warning(request, sentence)
    if goes_on:
        messages.success(request, _("The draft is saved. Only you see it."))
        return redirect(draft.url)
    messages.warning(request, _("It is not published. Your text is saved as a draft: go on here."))
    return redirect(draft.url if kind.may_go_on(request, pk) else reverse("my_data"))


def _keep_files(request: HttpRequest, draft: Draft, at: datetime) -> Sequence[str]:
    """Keep what came with the text; what is wrong with others. A script sends none."""
    attached = Attached(draft.author, draft.post, dict(request.POST.lists()))
    attached.settle()
    attached.add(draft, request.FILES.getlist("files"), at)
    return attached.wrong


def save_draft(request: HttpRequest, note: Note, author: User, of: Of, at: datetime) -> Draft:
    """What was typed, as a draft of a new post or of what it is of."""
    written = request.POST.get("draft_version", "")
    return save(
        author=author,
        note=note,
        of=of,
        typed=_typed(request),
        version=int(written) if written.isascii() and written.isdigit() else 0,
        at=at,
    )


def _typed(request: HttpRequest) -> Typed:
    return {name: values for name, values in request.POST.lists() if name not in NO_TEXT}
