"""Folders that cannot be written, as they are when it happens; else the test is skipped.

Only root mounts, and root may write anywhere: who runs the tests becomes `nobody` for a while.
"""

import os
import pwd
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import pytest

ENOUGH = "256m"


@contextmanager
def disk_of_its_own(folder: Path, size: str = ENOUGH) -> Iterator[None]:
    """The empty folder is a disk until the end."""
    mount("-t", "tmpfs", "-o", f"size={size},mode=755", "tmpfs", str(folder))
    try:
        yield
    finally:
        unmount(folder)


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """Nothing more goes onto its disk."""
    filling = folder / "filling"
    fill(filling)
    try:
        yield
    finally:
        filling.unlink()


def fill(path: Path) -> None:
    """A file that takes what is left of the disk."""
    with suppress(OSError), path.open("wb", buffering=0) as file:
        for size in (2**20, 512):
            with suppress(OSError):
                while file.write(b"x" * size):
                    pass


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nothing there can be opened for writing; what is open stays so."""
    mount("--bind", str(folder), str(folder))
    mount("-o", "remount,ro,bind", str(folder))
    try:
        yield
    finally:
        unmount(folder)


@contextmanager
def somebody_elses(folder: Path) -> Iterator[None]:
    """This process runs as one who may read and not write there."""
    if os.geteuid():
        pytest.skip("only root can become another user")
    os.seteuid(pwd.getpwnam("nobody").pw_uid)
    try:
        yield
    finally:
        os.seteuid(0)


def mount(*words: str) -> None:
    """Mount, or skip the test."""
    if subprocess.run(["mount", *words], capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")


def unmount(folder: Path) -> None:
    """Take away what was mounted there last, also while a file of it is open."""
    subprocess.run(["umount", "--lazy", str(folder)], capture_output=True, check=False)


DAMAGES: dict[str, Callable[[Path], AbstractContextManager[None]]] = {
    "full": full,
    "read-only": read_only,
    "somebody else's": somebody_elses,
}
