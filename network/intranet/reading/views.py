"""The button by which a reader confirms, and the page that says who has."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from core.words.dates import local
from network.intranet.access import LoggedInRequest
from network.intranet.posts.asked import one_for
from network.intranet.posts.models import Post
from network.intranet.reading.actions import RemindedToday, confirm, remind
from network.intranet.reading.asked import is_asked_of, may_see, reading

methods = require_http_methods(["GET", "HEAD", "POST"])


@methods
def confirm_reading(request: LoggedInRequest, pk: int) -> HttpResponse:
    """They have read it: by POST alone, since programs open links too."""
    post, at = one_for(request, pk), timezone.now()
    if request.method != "POST":
        return redirect(post)
    if not is_asked_of(post, request.user, local(at).date()):
        raise PermissionDenied
    confirm(post=post, by=request.user, at=at)
    messages.success(request, _("Noted: you have read it."))
    return redirect(post)


@methods
def who_has_read(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Who has and who has not, for its author and the coordination; POST reminds those."""
    post, at = one_for(request, pk), timezone.now()
    if not may_see(request.user, post):
        raise PermissionDenied
    if request.method == "POST":
        _remind(request, post, at)
        return redirect(reverse("who_has_read", args=[post.pk]))
    on = local(at).date()
    context = {
        "post": post,
        "reading": reading(post, on),
        "reminded": post.reading_reminders.last(),
        "may_remind": not post.reading_reminders.filter(day=on).exists(),
    }
    return render(request, "intranet/reading/page.html", context)


def _remind(request: LoggedInRequest, post: Post, at: datetime) -> None:
    try:
        number = remind(post=post, by=request.user, at=at)
    except RemindedToday:
        messages.info(request, _("They have been reminded today. It can be done again tomorrow."))
        return
    sent = ngettext(
        "%(n)d person is reminded by mail.", "%(n)d people are reminded by mail.", number
    )
    messages.success(request, sent % {"n": number})
