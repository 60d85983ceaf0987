"""Public pages as strangers see them, kept until something that pages show changes.

A page that has been asked for before costs one query, which asks whether it still counts. Kept is
only what is the same for every stranger: a page in one of the two languages, asked for without a
log-in, that sets no cookie and does not say that it must not be stored. A page for one visitor
never gets here: a view that puts something of theirs into it, such as the signed note of a form,
sets `request.made_for_one`.

Pages are kept compressed. To whoever watches the connection the length of a compressed answer can
tell a secret that stands beside what was typed (BREACH): no kept page has a secret, and one that
may repeat what was typed, since its address has a query, is kept as it stands.
"""

import gzip
import hashlib
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass

import brotli
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers

from core.access.once import looked_up_once
from core.operation.lacking import noted
from core.web import content_version
from core.web.moments import next_change
from core.web.request import Request, accepted_encoding, is_preview
from core.words.language import LANGUAGES

PREFIXES = tuple(f"/{code}/" for code in LANGUAGES)
# Who has one of these is somebody, or has just been told something.
PERSONAL = (settings.SESSION_COOKIE_NAME, "messages")
LONGEST_QUERY = 200  # characters: made-up addresses shall not push out real ones
LARGEST = 500_000  # bytes
SMALLEST = 500  # bytes that are worth compressing
FORM = 2  # of what is kept: another release may keep it otherwise
NEVER = ("no-store", "no-cache", "private")


@dataclass(frozen=True)
class KeptPage:
    """A page as it was answered: headers, and the body by its encoding.

    Where it is compressed it is not kept as it stands too: hardly anybody asks for that.
    """

    headers: dict[str, str]
    bodies: dict[str, bytes]

    def answer(self, request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
        """`response` with the body as the visitor's browser reads it, or "not modified"."""
        encoding = accepted_encoding(request, [name for name in self.bodies if name])
        response.content = self.body(encoding)
        response["Content-Length"] = str(len(response.content))
        if encoding:
            response["Content-Encoding"] = encoding
            response["ETag"] = f'{response["ETag"][:-1]}-{encoding}"'
        return get_conditional_response(request, response["ETag"], response=response) or response

    def body(self, encoding: str) -> bytes:
        """The page in an encoding that it is kept in, or as it stands."""
        if encoding in self.bodies:
            return self.bodies[encoding]
        return gzip.decompress(self.bodies["gzip"])


class PageCacheMiddleware:
    """Answers a stranger with the page as last rendered, where nothing has changed since."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        reads = request.method in ("GET", "HEAD")
        with content_version.read_once(), looked_up_once() if reads else nullcontext():
            if not for_strangers(request):
                return self.get_response(request)
            key = key_of(request)
            kept: KeptPage | None = caches["pages"].get(key)
            if kept is None:
                return self.answer_anew(request, key)
            return kept.answer(request, HttpResponse(headers=kept.headers))

    def answer_anew(self, request: Request, key: str) -> HttpResponseBase:
        """Render the page and keep it if it may be, as of the time before it was rendered."""
        at = timezone.now()
        request.made_for_one = False
        with noted() as lacking:
            response = self.get_response(request)
        if request.made_for_one or lacking:
            response.headers.setdefault("Cache-Control", "private, no-store")
        if not isinstance(response, HttpResponse) or not may_be_kept(request, response):
            return response
        label(response)
        bodies = bodies_of(request, response)
        kept = KeptPage(dict(response.items()), bodies)
        seconds = min(settings.PAGE_CACHE_SECONDS, (next_change(at) - at).total_seconds())
        if request.method == "GET" and seconds >= 1:
            caches["pages"].set(key, kept, timeout=int(seconds))
        return kept.answer(request, response)


def for_strangers(request: HttpRequest) -> bool:
    """Whether the answer may be one that every stranger gets."""
    return (
        settings.PAGE_CACHE_SECONDS > 0
        and request.method in ("GET", "HEAD")
        and request.path_info.startswith(PREFIXES)
        and len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY
        and not any(name in request.COOKIES for name in PERSONAL)
        and "HTTP_AUTHORIZATION" not in request.META
        and not is_preview(request)
    )


def key_of(request: HttpRequest) -> str:
    """The key of this address as the content now is."""
    address = request.build_absolute_uri()
    named = f"{FORM} {content_version.current()} {address}"
    return hashlib.blake2b(named.encode(), digest_size=20).hexdigest()


def may_be_kept(request: Request, response: HttpResponse) -> bool:
    """Whether this answer is the same for the next stranger."""
    control = response.get("Cache-Control", "")
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not request.made_for_one
        and not any(word in control for word in NEVER)
        and len(response.content) <= LARGEST
        and not is_preview(request)
        and "*" not in response.get("Vary", "")
    )


def label(response: HttpResponse) -> None:
    """Tell browsers and proxies what they may keep, and by what to ask again."""
    age = settings.PAGE_MAX_AGE
    response.setdefault("Cache-Control", f"public, max-age={age}, must-revalidate")
    patch_vary_headers(response, ["Cookie"])
    response.setdefault(
        "ETag", f'"{hashlib.blake2b(response.content, digest_size=12).hexdigest()}"'
    )


def bodies_of(request: HttpRequest, response: HttpResponse) -> dict[str, bytes]:
    """What to keep of the body, and in which encodings, the shortest first."""
    body = response.content
    if (
        request.META.get("QUERY_STRING")
        or len(body) < SMALLEST
        or "Content-Encoding" in response
        or not response.get("Content-Type", "").startswith("text/")
    ):
        return {"": body}
    patch_vary_headers(response, ["Accept-Encoding"])
    # More than this takes much longer than it takes to send what it saves.
    return {
        "br": brotli.compress(body, mode=brotli.MODE_TEXT, quality=5),
        "gzip": gzip.compress(body, compresslevel=5, mtime=0),
    }
