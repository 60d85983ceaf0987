"""The files of a backup: read while people upload and delete, and put in place at a stroke."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from core.operation.backup.archive import Writer

COMING, GOING = ".restoring-", ".replaced-"  # folders of ours among the files

# What a file was when it was read: another of the same name differs.
Seen = dict[str, tuple[int, int, int]]


def save(writer: Writer, part: str, folder: Path, seen: Seen, *, until_ns: int) -> None:
    """Add the files that are not in `seen`, and note them there.

    One that was there and is another by now counts as it was at `until_ns`, the moment that the
    backup is of.
    """
    for name, path in files(folder):
        with suppress(FileNotFoundError), path.open("rb") as source:
            stat = os.fstat(source.fileno())
            now = stat.st_ino, stat.st_mtime_ns, stat.st_size
            if name not in seen or (now != seen[name] and stat.st_mtime_ns <= until_ns):
                seen[name] = now
                key = f"files/{part}/{name}"
                writer.add(key, source, stat.st_size, changed_at=stat.st_mtime)


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Each file's name below the folder, and its path; links are followed, once each."""
    followed: set[tuple[int, int]] = set()
    for place, below, names in os.walk(folder, followlinks=True):
        stat = os.stat(place)
        if (stat.st_dev, stat.st_ino) in followed:
            below.clear()
            continue
        followed.add((stat.st_dev, stat.st_ino))
        below[:] = sorted(name for name in below if not name.startswith((COMING, GOING)))
        for path in (Path(place, name) for name in sorted(names)):
            if path.is_file():
                yield path.relative_to(folder).as_posix(), path


def in_use(folder: Path) -> bool:
    """Whether there is anything in it."""
    return folder.is_dir() and any(_entries(folder))


def _entries(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if not path.name.startswith((COMING, GOING))]


@dataclass
class NewFiles:
    """The files that are to take the place of those in `folder`, gathered beside them.

    They are moved within the folder, since it may be a file system of its own.
    """

    folder: Path
    coming: Path

    def add(self, name: str, content: IO[bytes]) -> None:
        """Keep a file for later; a name that comes again replaces the first."""
        path = self.coming / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as target:
            shutil.copyfileobj(content, target)

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """They are the folder's files within the block, and stay if it ends well."""
        going = Path(tempfile.mkdtemp(prefix=GOING, dir=self.folder))
        moved: list[tuple[Path, Path]] = []
        try:
            for source, target in ((self.folder, going), (self.coming, self.folder)):
                for entry in _entries(source):
                    moved.append((entry, target / entry.name))
                    entry.rename(target / entry.name)
            yield
        except BaseException:
            for was, now in reversed(moved):
                with suppress(FileNotFoundError):
                    now.rename(was)
            going.rmdir()
            raise
        for old in self.folder.glob(f"{GOING}*"):
            shutil.rmtree(old, ignore_errors=True)


@contextmanager
def gathered(folder: Path) -> Iterator[NewFiles]:
    """A place for new files; the folder is made where there is none, and goes again on failure."""
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    coming = Path(tempfile.mkdtemp(prefix=COMING, dir=folder))
    try:
        yield NewFiles(folder, coming)
    except BaseException:
        shutil.rmtree(coming)
        if made:
            with suppress(OSError):
                folder.rmdir()
        raise
    shutil.rmtree(coming)
