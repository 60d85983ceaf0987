"""Every request has an id; with LOG_REQUESTS it is a line in the log, too."""

import logging
from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from core.operation import current_request

log = logging.getLogger(__name__)


class WatchingMiddleware:
    """The first of all: what any other answers has an id."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = perf_counter()
        given = current_request.begin(request)
        response = self.get_response(request)
        response[current_request.HEADER] = given
        seconds, status = perf_counter() - began, response.status_code
        if settings.LOG_REQUESTS:
            measured = {"status_code": status, "milliseconds": round(seconds * 1000, 1)}
            log.info("%s %s %s", request.method, request.path, status, extra=measured)
        return response
