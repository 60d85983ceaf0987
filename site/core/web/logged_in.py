"""What applies to requests of those who are logged in: their sessions, second factors, refusals."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from allauth.account import views as account_views
from allauth.mfa.base import views as mfa_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import ResolverMatch, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode

from core.accounts import sessions
from core.accounts.second_factor import must_set_up
from core.accounts.security_events import SecurityEvent, note, who
from core.web.middleware import in_admin

log = logging.getLogger(__name__)
# Asked for by a script every few seconds, also where nobody sits before it.
BACKGROUND = {"wagtailadmin_editing_sessions:ping", "wagtailsnippets_core_run:state"}
EXPORTS = ("csv", "xlsx")
# Where a second factor is set up, with the password or the code asked for before it; and out.
WAYS_TO_IT = (
    account_views.logout,
    account_views.reauthenticate,
    account_views.request_reauthentication_code,
    account_views.confirm_reauthentication_code,
    mfa_views.index,
    totp_views.activate_totp,
    recovery_views.view_recovery_codes,
)
GO_ON = "after_second_factor"  # in the session: where its owner was going


def _route(request: HttpRequest) -> ResolverMatch | None:
    return request.resolver_match


class SessionUseMiddleware:
    """Notes now and then that a session is used: the limits are in `core.accounts.sessions`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        match = _route(request)
        if request.session.accessed and not (match and match.view_name in BACKGROUND):
            sessions.keep_alive(request)
        return response


class SecurityEventsMiddleware:
    """Notes what somebody was refused, and lists of the admin that they took away as files."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if event := self.event(request, response):
            user, match = who(request), _route(request)
            if user is not None:
                note(event, record=user, by=user)
                # Not the address: a title or a name may stand in it.
                log.info("%s by account %s at %s", event, user.pk, match.route if match else "-")
        return response

    def event(self, request: HttpRequest, response: HttpResponseBase) -> SecurityEvent | None:
        """What the answer is, if it is one to be noted."""
        if response.status_code == HTTPStatus.FORBIDDEN:
            return SecurityEvent.REFUSED
        exported = in_admin(request) and request.GET.get("export") in EXPORTS
        return SecurityEvent.EXPORTED if exported and response.status_code == 200 else None


class SecondFactorMiddleware:
    """Who may use the admin sets up a second factor before they see anything more.

    Nothing closed is answered before, and nothing public that looked at who asks; what is the
    same for everybody stays as it is, and costs no look at the session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        match = _route(request)
        on_the_way = match is not None and match.func in WAYS_TO_IT
        moves_on = 300 <= response.status_code < 400
        if moves_on or on_the_way or not request.session.accessed:
            return response
        return self.set_up(request) or response

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., object], *_arguments: object
    ) -> HttpResponseBase | None:
        if view_func in WAYS_TO_IT or not getattr(view_func, "login_required", True):
            return None
        return self.set_up(request)

    def set_up(self, request: HttpRequest) -> HttpResponseBase | None:
        """To the page where it is done, keeping where its owner was going; None for all others."""
        if not must_set_up(request.user):
            return None
        going = request.get_full_path() if request.method == "GET" else reverse("wagtailadmin_home")
        request.session[GO_ON] = going
        response = HttpResponseRedirect(
            reverse("mfa_activate_totp") + "?" + urlencode({"next": going})
        )
        add_never_cache_headers(response)
        return response
