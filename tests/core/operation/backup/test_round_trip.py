"""What was backed up comes back as it was, into an empty place and into one that is in use."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from post_office.models import STATUS, Email
from pytest_django import Settings

from core.models import Document, Run, User
from core.operation.backup.engines import Snapshot, engine
from core.search.index import check
from core.search.kinds import kinds
from tests.core.operation.backup.conftest import NAMES, RENEWED, files, rows
from tests.factories.core import PASSWORD, UserFactory

WAITING = (STATUS.queued, STATUS.requeued)

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def run(*command: str) -> dict[str, Any]:
    """What the last line says."""
    out = StringIO()
    call_command(*command, stdout=out)
    return json.loads(out.getvalue().splitlines()[-1])


def as_entered(found: dict[str, list[tuple]]) -> dict[str, list[tuple]]:
    return {table: kept for table, kept in found.items() if table not in RENEWED}


def test_every_row_and_file_comes_back(
    site: None,
    elsewhere: Callable[[], AbstractContextManager[Path]],
    settings: Settings,
    tmp_path: Path,
) -> None:
    person = UserFactory.create(username="åäö🌍")
    Client().force_login(person)
    gone = UserFactory.create().pk
    User.objects.filter(pk=gone).delete()
    before, kept, archive = rows(), files(Path(settings.MEDIA_ROOT)), tmp_path / "säkert.🌍"
    made = run("backup", str(archive))
    assert archive.stat().st_mode & 0o777 == 0o600
    assert made["rows"] == sum(map(len, before.values()))
    assert made["files"] == len(kept) >= len(NAMES)
    with elsewhere() as media:
        told = run("restore", str(archive))
        assert as_entered(rows()) == as_entered(before)
        assert not Email.objects.filter(status__in=WAITING).exists()
        assert Run.objects.exists()
        assert not Run.objects.active().exists()
        assert files(media) == kept
        assert {name: told[name] for name in ("rows", "files")} == {
            name: made[name] for name in ("rows", "files")
        }
        assert {kind: check(kind=kind) for kind, _search in kinds if check(kind=kind)} == {}
        assert not Session.objects.exists()
        assert Client().login(username="åäö🌍", password=PASSWORD)
        assert "Water reuse" in Client().get("/sv/utlysningar/?status=all").content.decode()
        assert UserFactory.create().pk > gone  # nobody gets a key that was somebody's

        # Once more, into a place that is in use.
        Document.objects.all().delete()
        (media / "later.txt").write_bytes(b"later")
        with pytest.raises(CommandError, match="--replace"):
            run("restore", str(archive))
        assert not Document.objects.exists()
        run("restore", str(archive), "--replace")
        assert as_entered(rows()) == as_entered(before)
        assert not Email.objects.filter(status__in=WAITING).exists()
        assert files(media) == kept
        assert [path.name for path in media.parent.iterdir()] == ["media"]
    assert connection.vendor


def test_a_table_without_a_row_is_restored_with_its_keys_counted_from_none(
    site: None,
    elsewhere: Callable[[], AbstractContextManager[Path]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As SQLite counts them, where rows were all deleted before their table was made anew."""
    snapshot, table = type(_first_snapshot()), Authenticator._meta.db_table
    counted = snapshot.sequences
    monkeypatch.setattr(snapshot, "sequences", lambda self: {**counted(self), table: 0})
    run("backup", str(tmp_path / "archive"))
    with elsewhere():
        run("restore", str(tmp_path / "archive"))
        person = UserFactory.create()
        assert Authenticator.objects.create(user=person, type="totp", data={}).pk == 1


def _first_snapshot() -> Snapshot:
    with engine().snapshot() as snapshot:
        return snapshot
