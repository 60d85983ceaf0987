"""Whether a process that has taken something up still lives: the kernel knows.

A process that takes something up does so under a name, and holds a locked file of that name for as
long as it lives. Whatever ends it, kill -9 too, ends the lock. A name begins with its machine's own
key: of other machines' processes nothing is known here. Containers that share the folder are one
machine; the folder is never copied to another.
"""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

NEW = "new-"  # before the name of a file that its process has not locked yet


@contextmanager
def living() -> Iterator[str]:
    """The name of this process in what it takes up, until the block ends.

    Raises OSError where the folder of the locks cannot be written.
    """
    folder = lock_folder()
    _sweep(folder)
    name = f"{_machine(folder)}-{secrets.token_hex(8)}"
    path, new = folder / name, folder / f"{NEW}{name}"
    with new.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        new.rename(path)  # nobody finds it before it is locked
        try:
            yield name
        finally:
            path.unlink(missing_ok=True)


def ended(name: str) -> bool | None:
    """Whether the process of that name has ended; None for one of another machine."""
    folder = lock_folder()
    if Path(name).name != name or not name.startswith(f"{_machine(folder)}-"):
        return None
    try:
        file = (folder / name).open("r+")
    except FileNotFoundError:
        return True
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        (folder / name).unlink(missing_ok=True)
    return True


def _sweep(folder: Path) -> None:
    """Forget the files of processes that were killed."""
    for left in folder.glob(f"{_machine(folder)}-*"):
        ended(left.name)


def lock_folder() -> Path:
    """Where processes of this machine leave word for each other; it is made if it is missing."""
    folder = Path(settings.LOCK_ROOT)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _machine(folder: Path) -> str:
    """The key of this machine, made once: of two that make it at once, both take the first's."""
    path = folder / "machine"
    with suppress(FileNotFoundError):
        return path.read_text()
    new = folder / f"{NEW}{secrets.token_hex(8)}"
    new.write_text(secrets.token_hex(4))
    with suppress(FileExistsError):
        os.link(new, path)
    new.unlink()
    return path.read_text()
