"""Log-in goes through allauth; nobody signs up on their own.

Staff sign in at the municipality's own identity provider (config/oidc.py). Whoever has an
account here is let in by it, found by the e-mail address the provider vouches for.
"""

import logging
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from core.access.demo_accounts import refused
from core.accounts.guesses import guess_password
from core.models import User
from core.pages.context import profile_for
from core.registry import Registry

log = logging.getLogger(__name__)

# Whom to ask for an account, as a person reads it: role and address. The app that knows of roles
# registers how to find them.
askable: Registry[Callable[[HttpRequest], list[str]]] = Registry("way to find whom to ask")


def to_login(request: HttpRequest, next_url: str = "") -> HttpResponseRedirect:
    """To the one log-in page, and from there on to `next_url` if it is on this site."""
    safe = url_has_allowed_host_and_scheme(
        next_url, {request.get_host()}, require_https=request.is_secure()
    )
    response = redirect(settings.LOGIN_URL)
    if safe:
        response["Location"] += "?" + urlencode({"next": next_url})
    response["Cache-Control"] = "private, no-store"
    return response


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: str) -> None:
        """Before a password is looked at, whichever form it was typed into."""
        super().pre_authenticate(request, **credentials)
        names = credentials.get("username"), credentials.get("email")
        self._tried = guess_password(*names, at=timezone.now())

    def authenticate(self, request: HttpRequest, **credentials: str) -> User | None:
        user: User | None = super().authenticate(request, **credentials)
        if user is not None:
            self._tried.delete()
        return user

    def pre_login(
        self, request: HttpRequest, user: User, **details: Any
    ) -> HttpResponseBase | None:
        """Whichever way somebody has shown who they are: a demo account is as good as closed.

        allauth logs in whoever knows the password and is active; `core.access.backends` alone
        would leave them with a session that nobody answers to.
        """
        if refused(user):
            user.is_active = False  # of this object, which nobody saves
        return super().pre_login(request, user, **details)


def account_for(sociallogin: SocialLogin) -> User | None:
    """The one active account with an address the provider has verified; None if not just one."""
    addresses = [address.email for address in sociallogin.email_addresses if address.verified]
    users: set[User] = set()
    for address in addresses:
        users |= set(User.objects.filter(email__iexact=address, is_active=True))
    return users.pop() if len(users) == 1 else None


def _why_not(sociallogin: SocialLogin) -> str:
    if any(address.verified for address in sociallogin.email_addresses):
        return _("You are logged in at your organisation, but there is no account for you here.")
    return _("Your organisation does not say that it has checked your e-mail address.")


def _whom_to_ask(request: HttpRequest) -> str:
    whom = [name for _part, find in askable for name in find(request)]
    profile = profile_for(request)
    if not whom and profile and profile.email:
        whom = [f"{profile.municipality}, {profile.email}"]
    if not whom:
        return _("Ask an administrator of this site.")
    return _("Ask: %(whom)s.") % {"whom": "; ".join(whom)}


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, *_sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Connect a first log-in to the person's account, or refuse it with a sentence."""
        if sociallogin.is_existing or sociallogin.state.get("process") == AuthProcess.CONNECT:
            return
        user = account_for(sociallogin)
        if user is None:
            self.refuse(request, _why_not(sociallogin) + " " + _whom_to_ask(request))
        sociallogin.connect(request, user)

    def on_authentication_error(
        self,
        request: HttpRequest,
        *_provider: object,
        error: AuthError | str | None = None,
        exception: Exception | None = None,
        **_details: object,
    ) -> None:
        """The provider is down, or the person changed their mind: back to log-in, and say so."""
        if error == AuthError.CANCELLED:
            return
        raise ImmediateHttpResponse(self.failed(request, exception or error))

    def failed(self, request: HttpRequest, error: object) -> HttpResponseRedirect:
        """Back to log-in, with a sentence; the log has the reason."""
        log.warning("the log-in at the identity provider failed: %s", error)
        messages.error(request, _("The log-in at your organisation did not work. Try again."))
        return to_login(request)

    def refuse(self, request: HttpRequest, sentence: str) -> None:
        messages.error(request, sentence)
        raise ImmediateHttpResponse(to_login(request))
