"""What belongs in a backup besides the rows of the tables: each app registers its part here."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from core.registry import Registry


class BackupError(Exception):
    """A backup that cannot be made, or an archive that cannot be restored; a sentence says why."""


@dataclass(frozen=True)
class BackupPart:
    """What an app keeps beside the database, and what of it in the database is not kept.

    The files of `folder` are. The rows of the tables `left_out` are not: they are made anew, or
    end with the restoring. `renew` is called in a restored database before the site uses it, and
    `follow` once it does: should that fail, the next `tick` must mend it.
    """

    folder: Callable[[], Path] | None = None
    left_out: frozenset[str] = frozenset()
    renew: Callable[[], None] | None = None
    follow: Callable[[], None] | None = None


parts: Registry[BackupPart] = Registry("part of a backup")

# Log-ins end, keys of programs too, and what the identity provider has given us is its own.
LOG_INS = frozenset(
    {
        "django_session",
        "usersessions_usersession",
        "socialaccount_socialtoken",
        "socialaccount_socialapp",
        "wagtailcore_apitoken",
    }
)


def media() -> Path:
    """Where uploaded files are."""
    return Path(settings.MEDIA_ROOT)


def folders() -> dict[str, Path]:
    """Every folder whose files are kept, by the name of its part."""
    return {name: part.folder() for name, part in parts if part.folder}


def left_out() -> frozenset[str]:
    """Every table whose rows are not kept."""
    return frozenset().union(*(part.left_out for _name, part in parts))
