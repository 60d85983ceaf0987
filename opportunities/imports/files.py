"""Feeds kept as files: one file or a folder of them, packed or not."""

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from opportunities.imports.errors import FeedError

GZIP = b"\x1f\x8b"
LARGEST = 1_000_000_000  # bytes of one file, unpacked


def contents(path: Path, endings: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Name and unpacked content of the file at `path`, or of a folder's files with these endings
    or those and .gz, sorted by name. Raises FeedError."""
    try:
        files = _listed(path, endings)
    except OSError as error:
        raise _unreadable(path.name, error) from error
    for file in files:
        yield file.name, _unpacked(file)


def _listed(path: Path, endings: tuple[str, ...]) -> list[Path]:
    if path.is_dir():
        allowed = endings + tuple(f"{ending}.gz" for ending in endings)
        files = sorted(f for f in path.iterdir() if f.name.endswith(allowed) and f.is_file())
        if not files:
            raise FeedError(
                _("The folder %(path)s has no files that end in %(endings)s.")
                % {"path": path, "endings": ", ".join(endings)}
            )
        return files
    if path.is_file():
        return [path]
    raise FeedError(_("There is no file or folder at %(path)s.") % {"path": path})


def json_value(data: bytes, name: str) -> Any:
    """What JSON says. Raises FeedError where it is none or stops in the middle."""
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise FeedError(
            _("%(name)s is not JSON, or cut short. Nothing was changed.") % {"name": name}
        ) from error


def _unpacked(file: Path) -> bytes:
    try:
        with file.open("rb") as plain:
            packed = plain.read(len(GZIP)) == GZIP
        with gzip.open(file) if packed else file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise _unreadable(file.name, error) from error
    if len(data) > LARGEST:
        raise FeedError(
            _("%(name)s is larger than %(size)d MB. Nothing was changed.")
            % {"name": file.name[:80], "size": LARGEST // 1_000_000}
        )
    return data


def _unreadable(name: str, error: Exception) -> FeedError:
    why = getattr(error, "strerror", None) or error
    return FeedError(
        _("%(name)s cannot be read: %(why)s. Nothing was changed.")
        % {"name": name[:80], "why": why}
    )
