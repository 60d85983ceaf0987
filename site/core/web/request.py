"""The request as our views have it: where it came to, what is put on it, what is asked once."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from core.models import User

T = TypeVar("T")


class Request(HttpRequest):
    """What Django's request becomes here: a type for annotations, since Django makes the object."""

    user: User | AnonymousUser  # django.contrib.auth's middleware
    made_for_one: bool  # something in the answer is this visitor's alone (core.web.page_cache)
    answers: dict[Callable[..., Any], Any]  # to `once`


class AdminRequest(Request):
    """A request that has got into Wagtail's admin, which lets nobody in without a log-in."""

    user: User


def is_preview(request: HttpRequest) -> bool:
    """Whether an editor looks at a draft: Wagtail says so on the request, of previews alone."""
    return bool(getattr(request, "is_preview", False))


def accepted_encoding(request: HttpRequest, offered: Sequence[str]) -> str:
    """In which of those `offered`, the shortest first, to answer; "" is as it stands.

    By Accept-Encoding (RFC 9110, 12.5.3): what is not named there is not wanted.
    """
    weights: dict[str, float] = {}
    for part in request.headers.get("Accept-Encoding", "").lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        weights[name] = _weight(parameters)
    others = weights.get("*", 0)
    wanted = {name: weights.get(name, others) for name in offered}
    best = max(wanted, key=lambda name: wanted[name], default="")
    as_it_stands = weights.get("identity", 0)
    return best if best and wanted[best] > 0 and wanted[best] >= as_it_stands else ""


def _weight(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _equals, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0
    return 1


def once(request: HttpRequest, ask: Callable[[HttpRequest], T]) -> T:
    """What `ask` answers to the request; asked again, it is what was answered first."""
    answers: dict[Callable[..., Any], Any] = vars(request).setdefault("answers", {})
    if ask not in answers:
        answers[ask] = ask(request)
    answer: T = answers[ask]
    return answer


def own_address(request: object = None) -> str:
    """Scheme and host of this site: BASE_URL, or where none is set those of the request, if any.

    A mail or a command has no request, and Wagtail passes other things for one.
    """
    if isinstance(request, HttpRequest) and not settings.BASE_URL:
        return f"{request.scheme}://{request.get_host()}"
    address: str = settings.BASE_URL or settings.WAGTAILADMIN_BASE_URL
    return address


def bring_home(request: HttpRequest) -> None:
    """Put the site's own address in the place of the one that was asked for.

    What a form says of where it stood (`Origin`) goes along: the same place is the same place.
    Raises DisallowedHost, which is answered with 400.
    """
    asked = f"{request.scheme}://{request.get_host()}"
    own = urlsplit(settings.BASE_URL)
    proxy = settings.SECURE_PROXY_SSL_HEADER
    if proxy:
        request.META.pop(proxy[0], None)
    request.META["wsgi.url_scheme"] = own.scheme
    request.META["HTTP_HOST"] = own.netloc
    request.get_host = lambda: own.netloc  # type: ignore[method-assign]
    if request.META.get("HTTP_ORIGIN") == asked:
        request.META["HTTP_ORIGIN"] = f"{own.scheme}://{own.netloc}"
