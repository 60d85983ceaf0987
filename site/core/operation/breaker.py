"""A circuit breaker for what the site can do without: what failed is left alone for a while."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from django.core.cache import cache


class Store(Protocol):
    """Where a breaker is noted: as much of a cache as it needs."""

    def get(self, key: str) -> object: ...
    def add(self, key: str, value: object, timeout: float | None) -> bool: ...
    def set(self, key: str, value: object, timeout: float | None) -> None: ...
    def delete(self, key: str) -> bool: ...


@dataclass(frozen=True)
class Breaker:
    """Closed while all is well; open, once something failed, until a trial succeeds.

    It is kept in the cache, which the workers share: one of them waits for a time-out, and the
    others need not. `rest` says for how many seconds what failed is left alone.
    """

    name: str
    rest: Callable[[], float]
    kept_in: Store = field(default_factory=lambda: cache)

    @property
    def _failed(self) -> str:
        return f"breaker:{self.name}:failed"

    @property
    def _resting(self) -> str:
        return f"breaker:{self.name}:resting"

    def closed(self) -> bool:
        """Whether it may be used."""
        return self.kept_in.get(self._failed) is None

    def may_try(self) -> bool:
        """Whether an open one has rested long enough; True for one caller, who then has to try."""
        return self.kept_in.add(self._resting, value=True, timeout=self.rest())

    def open(self) -> bool:
        """Something failed: leave it alone. True where all was well before: say it in the log."""
        self.kept_in.set(self._resting, value=True, timeout=self.rest())
        return self.kept_in.add(self._failed, value=True, timeout=None)

    def close(self) -> bool:
        """All is well again; True where it was not before."""
        self.kept_in.delete(self._resting)
        return self.kept_in.delete(self._failed)
