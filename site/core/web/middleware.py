"""What applies to every request: closed unless declared public, and the policies for browsers."""

from collections.abc import Callable
from contextlib import nullcontext
from copy import copy
from pathlib import PurePosixPath
from urllib.parse import quote

from csp.constants import NONCE, NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from core.access.accounts import to_login
from core.access.named import require_readable
from core.access.reader import read_by
from core.access.sections import can_view_page
from core.web import content_version
from core.web.request import bring_home, is_preview
from core.words.language import current

# Wagtail's admin writes styles into its pages and shows previews of uploads.
ADMIN_DIRECTIVES = {
    "script-src": [SELF, NONCE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-ancestors": [SELF],
}
# Into some it writes scripts too (settings.ADMIN_INLINE_SCRIPTS); into an attribute it writes none.
INLINE_DIRECTIVES = {"script-src": [SELF, UNSAFE_INLINE], "script-src-attr": [NONE]}
# It shows the preview of a page in a frame; that is rendered by a request to the page's address.
PREVIEW_DIRECTIVES = {"frame-ancestors": [SELF]}
NOT_FOUND = 404
UNREADABLE = "\N{REPLACEMENT CHARACTER}"


def in_admin(request: HttpRequest) -> bool:
    """Whether the address belongs to Wagtail's admin."""
    return request.path_info.startswith(reverse("wagtailadmin_home"))


def has_inline_scripts(request: HttpRequest) -> bool:
    """Whether Wagtail writes scripts of its own into the page of the admin at this address."""
    below = request.path_info.removeprefix(reverse("wagtailadmin_home"))
    path = PurePosixPath("/", below)
    scripts = settings.ADMIN_INLINE_SCRIPTS.values()
    return any(path.match(pattern) for patterns in scripts for pattern in patterns)


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The strict policy everywhere; the admin's has a nonce for scripts.

    Where a page of the admin has scripts without it, it only reports, beside one that lets them.
    """

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, *, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if in_admin(request):
            parts.nonce = self._make_nonce(request)
            parts.replace = {**(parts.replace or {}), **ADMIN_DIRECTIVES}
            if has_inline_scripts(request):
                if report_only:
                    parts.config = {}
                else:
                    parts.replace |= INLINE_DIRECTIVES
        elif is_preview(request):
            parts.replace = {**(parts.replace or {}), **PREVIEW_DIRECTIVES}
        return parts


class ReadableRequestMiddleware:
    """No database looks up a NUL: a cookie with one is none, an address has another sign for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        cookies = request.COOKIES
        request.COOKIES = {name: text for name, text in cookies.items() if "\0" not in text}
        query = request.META.get("QUERY_STRING", "")
        request.META["QUERY_STRING"] = query.replace("%00", quote(UNREADABLE))
        request.path = request.path.replace("\0", UNREADABLE)
        request.path_info = request.path_info.replace("\0", UNREADABLE)
        return self.get_response(request)


class OwnAddressMiddleware:
    """Reads every request as one to BASE_URL, where that is set.

    So it is always for the same of Wagtail's sites, which is looked up when anything changes, with
    the start page in the reader's language.

    A visitor writes into `Host` what they like, also a port. The host has to be one of
    ALLOWED_HOSTS; then it is forgotten, so that whatever asks the request for an address (links,
    feeds, the mail for a new password) and whatever is kept by it has the one that is ours.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.BASE_URL:
            bring_home(request)
            as_sent = copy(request)
            request._wagtail_site = SimpleLazyObject(  # type: ignore[attr-defined]
                lambda: content_version.kept(f"site:{current()}", lambda: _site(as_sent))
            )
        return self.get_response(request)


def _site(request: HttpRequest) -> Site | None:
    site = Site.find_for_request(request)
    if site:
        site.root_page = site.root_page.localized
    return site


class LanguageMiddleware(LocaleMiddleware):
    """Django's, but that what an address without a language does not find is not there.

    Django would look for it under the visitor's language, where pages take any address.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.status_code == NOT_FOUND and request.resolver_match is not None:
            return response
        return super().process_response(request, response)


class ClosedByDefaultMiddleware(LoginRequiredMiddleware):
    """Every view asks for a log-in unless it is marked @login_not_required.

    A public view does not cost a look at the session. What was made for somebody who is logged
    in is kept by no cache, whatever the view says.
    """

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple,
        view_kwargs: dict,
    ) -> HttpResponseBase | None:
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        session = request.session
        personal = session.accessed and not session.is_empty()
        if personal and "no-store" not in response.get("Cache-Control", ""):
            response["Cache-Control"] = "private, no-store"
        return response


class AdminAccessMiddleware:
    """Who is logged in and has no business in the admin gets "forbidden".

    Wagtail would send them to log in, and the log-in back to the admin, for ever. Whoever has
    finds there what they may read.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with read_by(request.user) if in_admin(request) else nullcontext():
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view_func: object, args: tuple, kwargs: dict[str, object]
    ) -> None:
        if not in_admin(request) or not getattr(view_func, "login_required", True):
            return
        user = request.user
        if user.is_authenticated and not user.may_use_admin:
            raise PermissionDenied
        require_readable(request, view_func, kwargs)


class ReadableRedirectMiddleware(RedirectMiddleware):
    """Wagtail's redirects, without telling strangers the new address of a page they may not read.

    Somebody who follows an old bookmark of a private page is asked to log in, for the old address.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        redirected = super().process_response(request, response)
        if redirected is response:
            return response
        page = self.target(request)
        if page is None or (page.live and can_view_page(request.user, page)):
            return redirected
        if page.live and not request.user.is_authenticated:
            return to_login(request, request.get_full_path())
        return response

    def target(self, request: HttpRequest) -> Page | None:
        """The page that the redirect for this address leads to, if it leads to one."""
        path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        redirect = get_redirect(request, path) or get_redirect(request, path.partition("?")[0])
        return redirect.redirect_page if redirect else None
