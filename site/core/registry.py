"""How core runs what later apps have, which it cannot import: each app registers it by name."""

from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """Named parts of one sort, in the order in which they were registered."""

    def __init__(self, what: str) -> None:
        self.what = what
        self._parts: dict[str, T] = {}

    def register(self, name: str, part: T) -> T:
        """Add `part`; a name that is taken is a mistake in the code and raises ValueError."""
        if name in self._parts:
            raise ValueError(f"There is a {self.what} called {name!r} already.")
        self._parts[name] = part
        return part

    def __getitem__(self, name: str) -> T:
        return self._parts[name]

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def __iter__(self) -> Iterator[tuple[str, T]]:
        return iter(self._parts.items())
