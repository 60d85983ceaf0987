"""The folder of the uploaded files, and who reads what the site keeps on its disk."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from config.folders import unusable

OTHERS = 0o007  # what a file's mode says of everybody else


def media_fault() -> str:
    """Why uploaded files cannot be kept, as a sentence; nothing where they can.

    The folder below `var/` is made when the first file comes; one that was named has to be there.
    """
    folder = Path(settings.MEDIA_ROOT)
    made_by_us = settings.VAR in folder.parents and not folder.exists()
    if not settings.FOLDERS_MUST_EXIST or made_by_us:
        return ""
    problem = unusable(folder)
    return f"MEDIA_ROOT is {folder}, {problem}." if problem else ""


def need_media() -> None:
    """Raise ImproperlyConfigured where uploaded files cannot be kept."""
    if sentence := media_fault():
        raise ImproperlyConfigured(sentence)


def open_to_others() -> Iterator[Path]:
    """The database's file and the folder of uploaded files, where every user can read them."""
    if connection.vendor == "sqlite":
        database = Path(connection.settings_dict["NAME"])
        if database.is_file() and database.stat().st_mode & OTHERS and _entered(database.parent):
            yield database
    media = Path(settings.MEDIA_ROOT)
    if media.is_dir() and media.stat().st_mode & OTHERS and _entered(media.parent):
        yield media


def _entered(folder: Path) -> bool:
    """Whether everybody gets into the folder: else what is in it is nobody else's anyway."""
    return all(place.stat().st_mode & 0o001 for place in (folder, *folder.parents))
