"""Backups that are made by themselves: which stay, and what health says."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from pytest_django import Settings

from core.operation import health
from core.operation.backup.parts import BackupError
from core.operation.backup.rotation import made, run
from core.operation.schedule import run_due

BEGIN = datetime(2026, 1, 1, 3, 0, tzinfo=UTC)


def days(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.django_db
@pytest.mark.long
def test_days_weeks_and_months_stay(settings: Settings, tmp_path: Path) -> None:
    settings.BACKUP_ROOT, settings.BACKUP_KEEP = str(tmp_path), [3, 2, 4]
    for day in range(100):  # to the tenth of April, a Friday
        moment = BEGIN + timedelta(days=day)
        (tmp_path / moment.strftime("omvarld-%Y-%m-%d-0300.backup")).touch()
    (tmp_path / "omvarld-2020-01-01.backup").touch()  # somebody's own
    (tmp_path / "unreadable.txt").touch()
    settings.MEDIA_ROOT = str(tmp_path / "none")
    run(BEGIN + timedelta(days=100))
    assert days(tmp_path) == [
        "omvarld-2020-01-01.backup",
        "omvarld-2026-01-31-0300.backup",
        "omvarld-2026-02-28-0300.backup",
        "omvarld-2026-03-31-0300.backup",
        "omvarld-2026-04-05-0300.backup",
        "omvarld-2026-04-09-0300.backup",
        "omvarld-2026-04-10-0300.backup",
        "omvarld-2026-04-11-0500.backup",
        "unreadable.txt",
    ]
    assert max(made().values()).stat().st_size > 0


@pytest.mark.django_db
def test_one_that_fails_deletes_nothing_and_is_told(settings: Settings, tmp_path: Path) -> None:
    settings.BACKUP_ROOT = str(tmp_path / "none")
    with pytest.raises(BackupError, match="BACKUP_ROOT is no folder"):
        run(BEGIN)
    assert "BACKUP_ROOT is no folder" in run_due(at=BEGIN)["backup"]
    settings.BACKUP_ROOT, settings.BACKUP_KEEP = str(tmp_path), [7]
    with pytest.raises(BackupError, match="BACKUP_KEEP"):
        run(BEGIN)
    assert days(tmp_path) == []


@pytest.mark.django_db
def test_health_says_when_the_last_is_too_old(settings: Settings, tmp_path: Path) -> None:
    def said() -> str:
        with time_machine.travel(BEGIN, tick=False):
            well, answers = health.examine()
        assert well
        return answers["backup"]

    assert said() == "ok"
    settings.BACKUP_ROOT = str(tmp_path)
    assert said() == "There is no backup yet."
    (tmp_path / "omvarld-2025-12-29-0300.backup").touch()
    assert said() == "The last backup is of 2025-12-29."
    (tmp_path / "omvarld-2025-12-31-0300.backup").touch()
    assert said() == "ok"
    settings.BACKUP_ROOT = str(tmp_path / "none")
    assert "No such file" in said()
