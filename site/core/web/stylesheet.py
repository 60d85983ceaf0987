"""The style sheet of the site and that of the intranet, each assembled from a file per component.

There is no build step: whoever looks for a sheet, `collectstatic` or the development server,
has it assembled if a component has changed (STATICFILES_FINDERS). The municipality's colours are
data and not in it (core.web.colours).
"""

import atexit
import logging
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import get_ident
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage

log = logging.getLogger(__name__)
NAME = "css/site.css"
INTRANET = "css/intranet.css"  # besides the other, on pages that no stranger reads
# First what the others build on, then the pieces that many pages have, then each noun's own, by
# its folder, then what overrides them.
FIRST = ("fonts", "tokens", "base", "layout")
LAST = ("print", "contrast")
PIECES = "components"
_own: list[Path] = []  # the folder of this process's own, once it is needed


def components(sheet: str = NAME) -> str:
    """The files of site/static/css for a sheet in order, without comments and idle space."""
    folder = _folder()
    files = {str(path.relative_to(folder).with_suffix("")): path for path in folder.rglob("*.css")}
    own = {name for name in files if name.startswith("intranet/")}
    if sheet == INTRANET:
        return "".join(_tight(files[name].read_text()) for name in sorted(own))
    middle = sorted(
        files.keys() - {*FIRST, *LAST} - own, key=lambda name: (not name.startswith(PIECES), name)
    )
    return "".join(_tight(files[name].read_text()) for name in (*FIRST, *middle, *LAST))


class StylesheetFinder(BaseFinder):
    """Finds the assembled sheets among the static files."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        self.storage = FileSystemStorage(location=settings.STYLESHEET_ROOT)

    def find(
        self,
        path: str,
        find_all: bool = False,  # noqa: FBT001, FBT002 - Django's signature
        **kwargs: object,
    ) -> Any:
        """Where the sheet is, as it now has to be."""
        if path not in (NAME, INTRANET):
            return []
        sheet = str(assembled(Path(self.storage.path(path))))
        return [sheet] if find_all else sheet

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, FileSystemStorage]]:
        """The sheets alone."""
        for name in (NAME, INTRANET):
            if not matches_patterns(name, ignore_patterns or ()):
                sheet = assembled(Path(self.storage.path(name)))
                yield name, FileSystemStorage(location=sheet.parents[name.count("/")])


def assembled(path: Path) -> Path:
    """The sheet at `path`, written anew where it is not what the components say.

    Where nothing can be written there, it is in a folder of this process's own.
    """
    name = INTRANET if path.name == Path(INTRANET).name else NAME
    css = components(name)
    try:
        return _written(path, css)
    except OSError as error:
        return _written(_own_folder(str(error)) / name, css)


def _written(path: Path, css: str) -> Path:
    if not path.exists() or path.read_text() != css:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}-{get_ident()}")
        unfinished.write_text(css)
        unfinished.replace(path)  # at once: another may be reading it
    return path


def _own_folder(why: str) -> Path:
    """Made once in a process, which says so."""
    if not _own:
        folder = TemporaryDirectory(prefix="omvarld-stylesheet-")
        atexit.register(folder.cleanup)
        _own.append(Path(folder.name))
        log.warning("the style sheet is kept in %s: %s", folder.name, why)
    return _own[0]


def _tight(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\s+", " ", css)


def _folder() -> Path:
    return Path(settings.STATICFILES_DIRS[0]) / "css"
