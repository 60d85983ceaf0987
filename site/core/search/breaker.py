"""The circuit breakers of the search cluster: one for its answers, one for what it is sent."""

from django.conf import settings

from core.operation.breaker import Breaker


def _rest() -> float:
    return float(settings.SEARCH_RETRY_AFTER)


searching = Breaker("search", _rest)
writing = Breaker("index", _rest)
