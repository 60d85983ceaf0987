"""The page on which somebody puts a post forward as public news."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from network.intranet.access import LoggedInRequest
from network.intranet.news.actions import suggest_news
from network.intranet.news.desks import desk_for
from network.intranet.news.models import NewsSuggestion
from network.intranet.news.said import may_suggest
from network.intranet.posts.asked import one_for
from network.intranet.posts.text import as_html


@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: LoggedInRequest, pk: int) -> HttpResponse:
    """What will happen; once that is read, the draft is made. Done already, it is the post."""
    post = one_for(request, pk)
    if not may_suggest(request.user, post):
        raise PermissionDenied
    desk = desk_for(post.language)
    if desk is None:
        raise Http404
    if NewsSuggestion.objects.filter(post=post).exists():
        return redirect(post)
    if request.method == "POST":
        suggest_news(post=post, desk=desk, by=request.user, at=timezone.now())
        messages.success(request, _("Suggested. An editor decides whether it is published."))
        return redirect(post)
    context = {"post": post, "text": as_html(post.text, first_level=4)}
    return render(request, "intranet/news/suggest.html", context)
