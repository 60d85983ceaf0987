"""Backups that `tick` makes by itself, where BACKUP_ROOT says where, and which of them stay."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from core.operation.backup.parts import BackupError
from core.operation.backup.saving import save

# In the site's own time to the minute; what is called otherwise is not ours to delete.
NAME = "omvarld-%Y-%m-%d-%H%M.backup"
OURS = re.compile(r"omvarld-\d{4}-\d{2}-\d{2}-\d{4}\.backup")
TOO_OLD = timedelta(days=2)
PERIODS: tuple[Callable[[datetime], object], ...] = (
    lambda moment: moment.date(),
    lambda moment: moment.isocalendar()[:2],
    lambda moment: (moment.year, moment.month),
)


def run(at: datetime) -> None:
    """Make today's, then delete what has been outlived. Raises BackupError."""
    if not settings.BACKUP_ROOT:
        return
    folder = Path(settings.BACKUP_ROOT)
    if not folder.is_dir():
        raise BackupError(_("BACKUP_ROOT is no folder: %(path)s.") % {"path": folder})
    if len(settings.BACKUP_KEEP) != len(PERIODS):
        raise BackupError(_("BACKUP_KEEP is three numbers: of days, weeks and months."))
    save(folder / timezone.localtime(at).strftime(NAME), at=at)
    there = made()
    for moment in there.keys() - kept(there):
        there[moment].unlink()


def made() -> dict[datetime, Path]:
    """The backups in BACKUP_ROOT by the local time of each, without a zone."""
    paths = Path(settings.BACKUP_ROOT).iterdir()
    return {
        datetime.strptime(path.name, NAME): path  # noqa: DTZ007 - the name is in local time
        for path in paths
        if OURS.fullmatch(path.name)
    }


def kept(moments: Iterable[datetime]) -> set[datetime]:
    """The newest of each of the last days, weeks and months that have any (BACKUP_KEEP)."""
    stay: set[datetime] = set()
    for period, number in zip(PERIODS, settings.BACKUP_KEEP, strict=True):
        newest = {period(moment): moment for moment in sorted(moments)}
        stay.update(sorted(newest.values())[-number:] if number else ())
    return stay


def health() -> str | None:
    """A remark where backups are to be made and the last is too old."""
    if not settings.BACKUP_ROOT:
        return None
    try:
        last = max(made(), default=None)
    except OSError as error:
        return str(error)
    if last is None:
        return _("There is no backup yet.")
    if timezone.localtime().replace(tzinfo=None) - last <= TOO_OLD:
        return None
    return _("The last backup is of %(day)s.") % {"day": last.date()}
