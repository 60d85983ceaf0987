"""The sources that `import_calls` can read, by name. A new one is an object with these methods."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from core.registry import Registry
from opportunities.imports.portal import PortalFeed
from opportunities.imports.rows import ParsedRow


class Feed(Protocol):
    """What a source can do; it may fetch anything, as only its own `parse` reads it."""

    @property
    def slug(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def url(self) -> str: ...

    def read(self, path: Path) -> Any:
        """The content of a file or folder. Raises FeedError."""

    def download(self, url: str) -> Any:
        """The answer of an address. Raises FeedError."""

    def parse(self, raw: Any) -> Iterable[ParsedRow]:
        """Every row, as a call or as what could not be read; never raises for a row."""


def read_rows(feed: Feed, path: Path | None, url: str) -> list[ParsedRow]:
    """Every row of a file or folder, else of an address. Raises FeedError."""
    return list(feed.parse(feed.read(path) if path else feed.download(url)))


feeds: Registry[Feed] = Registry("source of calls")
for feed in (PortalFeed(),):
    feeds.register(feed.slug, feed)
