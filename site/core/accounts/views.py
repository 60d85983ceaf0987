"""A person's own log-ins: which there are, and an end to one or all of them."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.accounts.actions import end_session, log_out_everywhere
from core.accounts.open_sessions import open_sessions
from core.models import User


@require_http_methods(["GET", "POST"])
def my_sessions(request: HttpRequest) -> HttpResponse:
    """List them; `end` names one that ends, `everywhere` ends all, this one too."""
    user, at = request.user, timezone.now()
    assert isinstance(user, User)  # the view is closed
    if "everywhere" in request.POST:
        log_out_everywhere(user=user, by=user, at=at)
        logout(request)
        messages.success(request, _("You are logged out everywhere."))
        return redirect("account_login")
    if request.method == "POST":
        number = request.POST.get("end", "")
        own = UserSession.objects.filter(user=user)
        session = get_object_or_404(own, pk=number if number.isdecimal() else None)
        end_session(session=session, by=user, at=at)
        messages.success(request, _("That log-in has ended."))
        return redirect("my_sessions")
    listed = open_sessions(user, here=request.session.session_key, at=at)
    return render(request, "account/sessions.html", {"sessions": listed})
