"""A cache that may fail: pages then take longer, and nothing else happens.

Whatever cache CACHE_URL names stands behind it. What cannot be read is as if it were not there.
While the cache as a whole is away (a full or read-only disk, somebody else's folder, a server that
does not answer) each process keeps a little in its own memory: failed log-ins are then counted by
each worker for itself, so that nobody is locked out and nobody may try without end.
"""

import logging
from contextlib import suppress
from typing import Any
from uuid import uuid4

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.utils.functional import cached_property
from django.utils.module_loading import import_string

from core.operation.breaker import Breaker

log = logging.getLogger(__name__)

RETRY_AFTER = 30.0  # seconds
IN_MEMORY = {"MAX_ENTRIES": 500}
_of_this_process = LocMemCache("breakers", {})


class OptionalCache(BaseCache):
    """The cache of the class that `BEHIND` names, or this process's memory while it is away."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.name = params["NAME"]  # and not its location, which may have a password in it
        self._location, self._params = location, params
        self._memory = LocMemCache(f"instead-of-{self.name}", {**params, "OPTIONS": IN_MEMORY})
        self._whole = Breaker(f"cache-{self.name}", lambda: RETRY_AFTER, _of_this_process)
        self._entry = Breaker(f"entry-{self.name}", lambda: RETRY_AFTER, _of_this_process)

    @cached_property
    def behind(self) -> BaseCache:
        """The cache itself. To make it may fail: a folder that cannot be made."""
        backend: type[Any] = import_string(self._params["BEHIND"])
        made: BaseCache = backend(self._location, self._params)
        return made

    def trouble(self) -> str:
        """Why nothing can be kept in it, or nothing where all is well."""
        key = f"trial-{uuid4().hex}"
        try:
            self.behind.set(key, "x", 60)
            self.behind.get(key)
            self.behind.delete(key)
        except Exception as error:  # noqa: BLE001 - whatever the backend's client raises
            return f"{type(error).__name__}: {error}"
        return ""

    def add(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        return bool(self._ask("add", key, value, timeout, version))

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._ask("get", key, default, version)

    def set(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        self._ask("set", key, value, timeout, version)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(self._ask("touch", key, timeout, version))

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        return int(self._ask("incr", key, delta, version))

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Wherever it is: what is kept in memory instead may be older."""
        here = self._memory.delete(key, version)
        return bool(self._ask("delete", key, version)) or here

    def clear(self) -> None:
        self._memory.clear()
        self._ask("clear")

    def close(self, **kwargs: Any) -> None:
        with suppress(Exception):
            if "behind" in vars(self):
                self.behind.close(**kwargs)

    def _ask(self, operation: str, *arguments: Any) -> Any:
        """What the cache answers, or else the memory."""
        if self._is_well():
            try:
                return getattr(self.behind, operation)(*arguments)
            except Exception as error:
                if operation == "incr" and type(error) is ValueError:  # as Django has it: not there
                    raise
                self._failed(error, *arguments[:1])
        return getattr(self._memory, operation)(*arguments)

    def _is_well(self) -> bool:
        """Whether the cache may be asked; one that has rested long enough is tried first."""
        if self._whole.closed():
            return True
        if not self._whole.may_try() or self.trouble():
            return False
        if self._whole.close():
            self._memory.clear()
            log.warning("the cache %s is well again", self.name)
        return True

    def _failed(self, error: Exception, *key: Any) -> None:
        """Forget the entry, if it is that alone; else leave the cache. One line says which."""
        if trouble := self.trouble():
            if self._whole.open():
                away = "the cache %s is away, each process keeps for itself: %s"
                log.warning(away, self.name, trouble)
            return
        with suppress(Exception):
            if key:
                self.behind.delete(*key)
        if self._entry.may_try():
            log.warning("an entry of the cache %s was lost: %r", self.name, error)
