"""Every request has an id and is counted; with LOG_REQUESTS it is a line in the log, too."""

import logging
from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from core.operation.watching import current_request, metrics

log = logging.getLogger(__name__)


class WatchingMiddleware:
    """The first of all: what any other answers has an id and is counted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with current_request.answering(request) as given:
            began = perf_counter()
            response = self.get_response(request)
            response[current_request.HEADER] = given
            self.note(request, response.status_code, perf_counter() - began)
        return response

    def note(self, request: HttpRequest, status: int, seconds: float) -> None:
        """Count it, and write its line, where somebody wants to know."""
        if settings.METRICS_TOKEN:
            metrics.count(view=view_of(request, status), status=status, seconds=seconds)
        if settings.LOG_REQUESTS:
            measured = {"status_code": status, "milliseconds": round(seconds * 1000, 1)}
            log.info("%s %s %s", request.method, request.path, status, extra=measured)


def view_of(request: HttpRequest, status: int) -> str:
    """The name of the view that answered; without one it was a static file, a kept page or none."""
    if request.resolver_match is not None:
        return request.resolver_match.view_name or "unnamed"
    if request.path_info.startswith(settings.STATIC_URL):
        return "static"
    return "kept" if status in (200, 304) else "none"
