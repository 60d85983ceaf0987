"""The sources that `import_calls` knows, by name. A new one is an object with these methods."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from core.registry import Registry
from opportunities.imports.portal import PortalFeed
from opportunities.imports.rows import Row


class Feed(Protocol):
    """What a source can do; what it fetches is its own affair, as only it parses that."""

    @property
    def slug(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def url(self) -> str: ...

    def read(self, path: Path) -> Any:
        """What a file or folder holds. Raises FeedError."""

    def download(self, url: str) -> Any:
        """What an address answers. Raises FeedError."""

    def parse(self, raw: Any) -> Iterable[Row]:
        """Every row, as a call or as what could not be read; never raises for a row."""


feeds: Registry[Feed] = Registry("source of calls")
for feed in (PortalFeed(),):
    feeds.register(feed.slug, feed)
