"""The indices that are ours: their names, and the aliases by which they are searched and built.

An index is called PREFIX-DEFINITION-TIME-CHANCE. The alias PREFIX-DEFINITION is on the one that is
searched, and the same with -next on one that is being built. Another definition has other
aliases, so that during an upgrade both versions of the site search and write their own index.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any

from core.search.engines.base import EngineError
from core.search.engines.elastic import definition
from core.search.engines.elastic.client import Client, Failure, whole

SECONDS = 30  # for the cluster to make or swap an index


@dataclass(frozen=True)
class Indices:
    """One site's indices in one cluster."""

    client: Client
    prefix: str

    @property
    def current(self) -> str:
        """The alias of the index that is searched."""
        return f"{self.prefix}-{definition.digest()}"

    @property
    def next(self) -> str:
        """The alias of the index that is being built."""
        return f"{self.current}-next"

    def aliases(self, seconds: float = SECONDS) -> dict[str, set[str]]:
        """Every index of ours, of any definition, with its aliases."""
        ours = re.compile(rf"{re.escape(self.prefix)}-[0-9a-f]{{8}}-\d{{14}}-[0-9a-f]{{6}}")
        indices = self._with_prefix(seconds)
        return {name: indices[name] for name in indices if ours.fullmatch(name)}

    def _with_prefix(self, seconds: float = SECONDS) -> dict[str, set[str]]:
        """Every index whose name begins like ours, with its aliases."""
        path = f"/{self.prefix}-*/_alias"
        answer = self.client.request("GET", path, seconds=seconds)
        with whole():
            return {name: set(about["aliases"]) for name, about in answer.items()}

    def targets(self, seconds: float = SECONDS) -> list[str]:
        """The aliases that exist, that of the index being built first."""
        existing: set[str] = set().union(*self.aliases(seconds).values())
        return [name for name in (self.next, self.current) if name in existing]

    def create(self) -> str:
        """Make an index to build; one that somebody else was building is dropped."""
        name = f"{self.current}-{datetime.now(UTC):%Y%m%d%H%M%S}-{token_hex(3)}"
        self._request("PUT", f"/{name}", definition.definition())
        try:
            left = [
                other
                for other, aliases in self.aliases().items()
                if other != name and (self.next in aliases or not aliases)
            ]
            # A removal sent to an alias that has just gone makes an index of that name, whatever
            # we ask for: require_alias applies to writing, not to deleting.
            left += self._with_prefix().keys() & {self.current, self.next}
            self._change(
                *({"remove_index": {"index": other}} for other in left),
                {"add": {"index": name, "alias": self.next}},
            )
        except EngineError:
            self._drop(name)
            raise
        return name

    def finish(self, name: str) -> None:
        """Everything is in it: make it searchable, and wait for its copy on another node."""
        self._request("POST", f"/{name}/_refresh")
        self._request("PUT", f"/{name}/_settings", {"index": definition.REFRESH})
        wait = {"wait_for_status": "green", "timeout": f"{SECONDS - 5}s"}
        try:
            self.client.request("GET", f"/_cluster/health/{name}", seconds=SECONDS, params=wait)
        except Failure as failure:
            # 408: the copy takes longer. 403: we may not ask. One copy is enough to begin with.
            if failure.status not in (403, 408):
                raise

    def building(self, name: str) -> dict[str, set[str]]:
        """All indices, as `aliases`. Raises EngineError where this is not the one being built."""
        indices = self.aliases()
        if self.next not in indices.get(name, ()):
            raise EngineError("another build took over")
        return indices

    def swap(self, name: str) -> None:
        """Replace the index that is searched by the one that was built, at once.

        Raises EngineError where it is no longer the one being built.
        """
        indices = self.building(name)
        old = [other for other, aliases in indices.items() if self.current in aliases]
        self._change(
            self._no_longer_next(name),
            {"add": {"index": name, "alias": self.current}},
            *({"remove": {"index": other, "alias": self.current}} for other in old),
        )
        if old:  # not the first of its definition: the upgrade is over
            old += [other for other in indices if not other.startswith(f"{self.current}-")]
        # Only now: a search that began before the alias moved still reads the old index.
        for other in old:
            self._drop(other)

    def give_up(self, name: str) -> None:
        """Delete an index while it is being built, but not once it was swapped in after all."""
        with suppress(EngineError):
            self._change(self._no_longer_next(name))
            self.drop(name)

    def drop(self, name: str) -> None:
        """Delete an index, whatever it is used for."""
        self._request("DELETE", f"/{name}")

    def _drop(self, name: str) -> None:
        """Delete an index that nobody uses, if possible: else the next build does it."""
        with suppress(EngineError):
            self.drop(name)

    def _no_longer_next(self, name: str) -> dict[str, Any]:
        """An action that fails, and all sent with it, unless the index is being built."""
        return {"remove": {"index": name, "alias": self.next, "must_exist": True}}

    def _change(self, *actions: dict[str, Any]) -> None:
        self._request("POST", "/_aliases", {"actions": list(actions)})

    def _request(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        return self.client.request(method, path, seconds=SECONDS, body=body)
