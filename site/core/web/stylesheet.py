"""The one style sheet a visitor fetches, a static file assembled from a file per component.

There is no build step: whoever looks for the sheet, `collectstatic` or the development server,
has it assembled if a component has changed (STATICFILES_FINDERS). The municipality's colours are
data and not in it (core.web.colours).
"""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage

NAME = "css/site.css"
# First what the others build on, then the pieces that many pages have, then each noun's own, by
# its folder, then what overrides them.
FIRST = ("fonts", "tokens", "base", "layout")
LAST = ("print", "contrast")
PIECES = "components"


def components() -> str:
    """Every file of site/static/css in order, without comments and idle space."""
    folder = _folder()
    files = {str(path.relative_to(folder).with_suffix("")): path for path in folder.rglob("*.css")}
    middle = sorted(
        files.keys() - {*FIRST, *LAST}, key=lambda name: (not name.startswith(PIECES), name)
    )
    return "".join(_tight(files[name].read_text()) for name in (*FIRST, *middle, *LAST))


class StylesheetFinder(BaseFinder):
    """Finds the assembled sheet among the static files."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        self.storage = FileSystemStorage(location=settings.STYLESHEET_ROOT)

    def find(
        self,
        path: str,
        find_all: bool = False,  # noqa: FBT001, FBT002 - Django's signature
        **kwargs: object,
    ) -> Any:
        """Where the sheet is, as it now has to be."""
        if path != NAME:
            return []
        sheet = str(assembled(Path(self.storage.path(NAME))))
        return [sheet] if find_all else sheet

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, FileSystemStorage]]:
        """The sheet alone."""
        if not matches_patterns(NAME, ignore_patterns or ()):
            assembled(Path(self.storage.path(NAME)))
            yield NAME, self.storage


def assembled(path: Path) -> Path:
    """The sheet at `path`, written anew where it is not what the components say."""
    css = components()
    if not path.exists() or path.read_text() != css:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}")
        unfinished.write_text(css)
        unfinished.replace(path)  # at once: another process may be reading it
    return path


def _tight(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\s+", " ", css)


def _folder() -> Path:
    return Path(settings.STATICFILES_DIRS[0]) / "css"
