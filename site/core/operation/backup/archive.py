"""The one file of a backup: a tar packed with gzip, whose last member says what is in it.

`tables/NAME` has a JSON array a line, the first of them the names of the columns, and then the
rows: each value null or the text that PostgreSQL writes for it. `files/PART/PATH` are files.
`manifest.json` has everybody's SHA-256. A name that comes twice counts as it came last.
"""

import gzip
import hashlib
import io
import json
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.utils.translation import gettext as _

from core.operation.backup.parts import BackupError

FORMAT = 1
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 500_000_000  # bytes; a file takes some 200 of them
CHUNK = 1 << 20
PACKED = 3  # most of the bytes are pictures and documents, which are packed already
DAMAGE = (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError, ValueError, TypeError)


@dataclass
class Manifest:
    """What an archive holds and what it is of. `sequences`: the last key given, by table."""

    made_at: str = ""
    engine: str = ""
    versions: dict[str, str] = field(default_factory=dict)
    migrations: list[list[str]] = field(default_factory=list)
    sequences: dict[str, int] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    sha256: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    format: int = FORMAT

    def bytes_of(self, kind: str) -> int:
        """How much the members of `tables` or `files` are, unpacked."""
        return sum(size for name, size in self.sizes.items() if name.startswith(f"{kind}/"))

    def files(self) -> int:
        """How many."""
        return sum(name.startswith("files/") for name in self.sizes)


class Writer:
    """Adds members to an archive, and at the end the manifest."""

    def __init__(self, tar: tarfile.TarFile, manifest: Manifest) -> None:
        self.tar, self.manifest = tar, manifest

    def add(self, name: str, source: IO[bytes], size: int, *, changed_at: float = 0) -> None:
        """The next `size` bytes of `source`; fewer raise OSError."""
        member = tarfile.TarInfo(name)
        member.size, member.mtime, member.mode = size, int(changed_at), 0o600
        hashed = _Hashed(source)
        self.tar.addfile(member, hashed)
        self.manifest.sha256[name] = hashed.digest.hexdigest()
        self.manifest.sizes[name] = size

    def finish(self) -> None:
        """Nothing is added any more."""
        content = json.dumps(asdict(self.manifest)).encode()
        member = tarfile.TarInfo(MANIFEST)
        member.size, member.mode = len(content), 0o600
        self.tar.addfile(member, io.BytesIO(content))


class _Hashed(io.RawIOBase):
    """Passes on what is read, and takes note."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source, self.digest = source, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        content = self.source.read(size)
        self.digest.update(content)
        return content


@contextmanager
def written(target: IO[bytes], manifest: Manifest) -> Iterator[Writer]:
    """Write an archive into an open file; complete once the block has ended well."""
    with (
        gzip.GzipFile(filename="", fileobj=target, mode="wb", compresslevel=PACKED) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        writer = Writer(tar, manifest)
        yield writer
        writer.finish()


def members(source: IO[bytes]) -> Iterator[tuple[str, IO[bytes]]]:
    """Each member's name and content, in order; the content is read before the next is asked for.

    Raises one of DAMAGE, also for what no backup holds: links, devices, names that lead outside.
    """
    source.seek(0)
    with gzip.GzipFile(fileobj=source) as packed:
        with tarfile.open(fileobj=packed, mode="r|") as tar:
            for member in tar:
                content = tar.extractfile(member) if member.isreg() else None
                if content is None or not _ours(member.name):
                    raise ValueError(member.name)
                yield member.name, content
        while packed.read(CHUNK):  # to the check sum behind the last byte
            pass


def _ours(name: str) -> bool:
    parts = PurePosixPath(name).parts
    inside = str(PurePosixPath(name)) == name and ".." not in parts and "\0" not in name
    known = {"tables": len(parts) == 2, "files": len(parts) > 2}
    return name == MANIFEST or (inside and known.get(parts[0], False))


def examined(path: Path, source: IO[bytes]) -> Manifest:
    """The manifest of an archive of which each byte was read and found as it was written.

    Raises BackupError with a sentence otherwise.
    """
    found: dict[str, str] = {}
    manifest = None
    try:
        for name, content in members(source):
            if manifest is not None:
                raise ValueError(name)
            if name == MANIFEST:
                manifest = _manifest(content)
            else:
                found[name] = hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]
    except DAMAGE as error:
        raise BackupError(
            _("%(path)s is damaged, cut short or no backup of this site.") % {"path": path}
        ) from error
    if manifest is None:
        raise BackupError(_("%(path)s is no backup of this site.") % {"path": path})
    if found != manifest.sha256:
        wrong = {name for name, _digest in found.items() ^ manifest.sha256.items()}
        raise BackupError(
            _("%(path)s is damaged: %(count)d of its parts are not as they were written.")
            % {"path": path, "count": len(wrong)}
        )
    return manifest


def _manifest(content: IO[bytes]) -> Manifest:
    written: dict[str, Any] = json.loads(content.read(LARGEST_MANIFEST))
    if written.get("format") != FORMAT:
        raise BackupError(
            _("The backup is of a form that this release does not know: it was made by another.")
        )
    return Manifest(**written)
