"""A circuit breaker for the search cluster: one that failed is left alone for a while.

It is kept in the cache, which the workers share: one of them waits for a time-out, and the
others need not.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache


@dataclass(frozen=True)
class Breaker:
    """Closed while all is well; open, once something failed, until a trial succeeds."""

    name: str

    @property
    def _failed(self) -> str:
        return f"breaker:{self.name}:failed"

    @property
    def _resting(self) -> str:
        return f"breaker:{self.name}:resting"

    def closed(self) -> bool:
        """Whether the cluster may be asked."""
        return cache.get(self._failed) is None

    def may_try(self) -> bool:
        """Whether an open one has rested long enough; True for one caller, who then has to try."""
        return cache.add(self._resting, value=True, timeout=settings.SEARCH_RETRY_AFTER)

    def open(self) -> None:
        """Something failed: leave the cluster alone for SEARCH_RETRY_AFTER seconds."""
        cache.set(self._failed, value=True, timeout=None)
        cache.set(self._resting, value=True, timeout=settings.SEARCH_RETRY_AFTER)

    def close(self) -> None:
        """All is well again."""
        cache.delete_many([self._failed, self._resting])


searching = Breaker("search")
writing = Breaker("index")
