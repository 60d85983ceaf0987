"""What belongs in a backup: each app that keeps something registers its part here."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from core.registry import Registry


@dataclass(frozen=True)
class BackupPart:
    """Something to keep: written into an empty folder, and read back from such a folder.

    Both raise OSError or a database error when they cannot, and are then repeatable.
    """

    save: Callable[[Path], None]
    restore: Callable[[Path], None]


parts: Registry[BackupPart] = Registry("part of a backup")


def save_media(folder: Path) -> None:
    """Every uploaded file."""
    if Path(settings.MEDIA_ROOT).is_dir():
        shutil.copytree(settings.MEDIA_ROOT, folder, dirs_exist_ok=True)


def restore_media(folder: Path) -> None:
    """The uploaded files again; files that came later stay."""
    shutil.copytree(folder, settings.MEDIA_ROOT, dirs_exist_ok=True)
