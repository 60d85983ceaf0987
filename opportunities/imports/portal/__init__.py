"""The EU Funding & Tenders Portal as a source of calls."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from opportunities.imports.files import contents, json_value
from opportunities.imports.portal.fetch import PATIENCE, Patience, download
from opportunities.imports.portal.pages import Page, page, whole
from opportunities.imports.portal.parse import parse
from opportunities.imports.rows import ParsedRow


@dataclass(frozen=True)
class PortalFeed:
    """Raw pages of the portal's search API: from a file, a folder or live."""

    slug: str = "eu-portal"
    name: str = "EU Funding & Tenders Portal"
    url: str = "https://api.tech.ec.europa.eu/search-api/prod/rest/search?apiKey=SEDIA&text=***"
    patience: Patience = PATIENCE

    def read(self, path: Path) -> Sequence[Page]:
        """The pages in a file or folder. Raises FeedError where they are not a whole feed."""
        files = contents(path, (".json",))
        return whole(page(json_value(data, name), name) for name, data in files)

    def download(self, url: str) -> Sequence[Page]:
        """The pages behind an address. Raises FeedError where they are not a whole feed."""
        return whole(download(url, self.patience))

    def parse(self, raw: Sequence[Page]) -> Iterator[ParsedRow]:
        """Every row of the pages, as a call or as what could not be read."""
        return parse(raw)
