"""The page for what went wrong on our side: `handler500` of the addresses."""

import errno
import sys
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views import defaults
from django.views.decorators.csrf import requires_csrf_token

from core.operation.locks import not_now

AGAIN = 60  # seconds until it is worth another try
# A disk that is full, read-only, broken or somebody else's: where files are, or the database.
OF_THE_DISK = {
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EROFS,
    errno.EIO,
    errno.EACCES,
    errno.EPERM,
}


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """503 and what to do where the database or the disk could not just now; else Django's 500.

    Neither needs the database. It is called while the error is handled, from any layer: a session
    is saved when the view is long done.
    """
    error = sys.exc_info()[1]
    of_the_disk = isinstance(error, OSError) and error.errno in OF_THE_DISK
    if not (of_the_disk or not_now(error)):
        return defaults.server_error(request)
    page = render_to_string("503.html", {"sent": request.method not in ("GET", "HEAD")})
    headers = {"Retry-After": str(AGAIN), "Cache-Control": "private, no-store"}
    return HttpResponse(page, status=HTTPStatus.SERVICE_UNAVAILABLE, headers=headers)
