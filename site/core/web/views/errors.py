"""The page for what went wrong on our side: `handler500` of the addresses."""

import sys
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views import defaults
from django.views.decorators.csrf import requires_csrf_token

from core.operation.locks import not_now

AGAIN = 60  # seconds until it is worth another try


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """503 and what to do where the database could not just now; else Django's 500.

    Neither needs the database. It is called while the error is handled, from any layer: a session
    is saved when the view is long done.
    """
    if not not_now(sys.exc_info()[1]):
        return defaults.server_error(request)
    page = render_to_string("503.html", {"sent": request.method not in ("GET", "HEAD")})
    headers = {"Retry-After": str(AGAIN), "Cache-Control": "private, no-store"}
    return HttpResponse(page, status=HTTPStatus.SERVICE_UNAVAILABLE, headers=headers)
