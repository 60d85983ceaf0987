"""What a stranger gets at an address of this site, asked of the site itself, without a network."""

from dataclasses import dataclass
from functools import cache
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language, override
from wagtail.coreutils import get_dummy_request
from wagtail.models import Site

from core.web.request import own_address

MOST_REDIRECTS = 5


@dataclass(frozen=True)
class VisitorResponse:
    """The status at the end of the redirects, or that they end at the log-in."""

    status: int
    asks_for_log_in: bool = False


@cache
def _handler() -> BaseHandler:
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def visit(address: str, site: Site) -> VisitorResponse:
    """The response to a path with its query, after redirects within the site."""
    for _time in range(MOST_REDIRECTS):
        response = _ask(address, site)
        target = response.headers.get("Location", "")
        if not (300 <= response.status_code < 400 and target):
            return VisitorResponse(response.status_code)
        target = urljoin(address, target)
        parts = urlsplit(target)
        if parts.netloc and parts.netloc not in own_hosts(site):
            return VisitorResponse(200)  # another site's matter
        address = parts._replace(scheme="", netloc="", fragment="").geturl()
        if parts.path in _log_ins():
            return VisitorResponse(response.status_code, asks_for_log_in=True)
    return VisitorResponse(508)  # a circle


def own_hosts(site: Site) -> set[str]:
    """The names under which this site is addressed in links."""
    return {site.hostname, f"{site.hostname}:{site.port}", urlsplit(own_address()).netloc}


def _log_ins() -> set[str]:
    paths = set()
    for code, _name in settings.LANGUAGES:
        with override(code):
            paths.add(reverse("account_login"))
    return paths


def _ask(address: str, site: Site) -> HttpResponseBase:
    request = get_dummy_request(path=address, site=site)
    request.META["wsgi.url_scheme"] = urlsplit(own_address()).scheme
    with override(get_language()):  # the middleware leaves the page's language behind
        return _handler().get_response(request)
