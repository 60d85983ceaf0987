"""What cannot be backed up or restored is refused with a sentence, and nothing is changed."""

import gzip
import io
import json
import os
import re
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as used_settings
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from core.operation.backup.archive import MANIFEST, Manifest, written
from tests.core.operation.backup.conftest import files, rows
from tests.parts import ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.long]


@pytest.fixture
def archive(site: None, tmp_path: Path) -> Path:
    path = tmp_path / "kept.backup"
    call_command("backup", str(path), stdout=io.StringIO())
    return path


def refusal(*command: str) -> str:
    """What the command says that fails."""
    with pytest.raises(CommandError) as refused:
        call_command(*command)
    return str(refused.value)


def unpacked(path: Path) -> dict[str, bytes]:
    """Every member's content."""
    with tarfile.open(path) as tar:
        read = {member.name: tar.extractfile(member) for member in tar}
        return {name: content.read() for name, content in read.items() if content}


def packed(members: Mapping[str, bytes], *, manifest: Mapping[str, Any]) -> bytes:
    """An archive whose sums are right, with these facts in its manifest."""
    target = io.BytesIO()
    with written(target, Manifest(**{**manifest, "sha256": {}, "sizes": {}})) as writer:
        for name, content in members.items():
            if name != MANIFEST:
                writer.add(name, io.BytesIO(content), len(content))
    return target.getvalue()


def tar(*members: tarfile.TarInfo) -> bytes:
    """An archive without a manifest."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz") as foreign:
        for member in members:
            foreign.addfile(member)
    return target.getvalue()


def link(name: str) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
    return member


def flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def changed_file(path: Path) -> bytes:
    """A member is another by the same name; the manifest is that of the backup."""
    content = unpacked(path)
    name = next(name for name in content if name.startswith("files/"))
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz") as whole:
        for each, old in content.items():
            new = b"other" if each == name else old
            member = tarfile.TarInfo(each)
            member.size = len(new)
            whole.addfile(member, io.BytesIO(new))
    return target.getvalue()


def with_facts(path: Path, **facts: Any) -> bytes:
    members = unpacked(path)
    return packed(members, manifest=json.loads(members[MANIFEST]) | facts)


DAMAGED = "damaged|no backup of this site|damaged, cut short"
DAMAGES: Mapping[str, tuple[Callable[[Path], bytes], str]] = {
    "empty": (lambda path: b"", DAMAGED),
    "text": (lambda path: b"not an archive at all", DAMAGED),
    "packed text": (lambda path: gzip.compress(b"not an archive at all" * 99), DAMAGED),
    "half": (lambda path: path.read_bytes()[: path.stat().st_size // 2], DAMAGED),
    "without its end": (lambda path: path.read_bytes()[:-9], DAMAGED),
    "a bit flipped": (lambda path: flipped(path.read_bytes()), DAMAGED),
    "foreign": (lambda path: tar(tarfile.TarInfo("etc/passwd")), DAMAGED),
    "no members": (lambda path: tar(), "is no backup of this site"),
    "outside": (lambda path: tar(tarfile.TarInfo("files/media/../../../out")), DAMAGED),
    "from the root": (lambda path: tar(tarfile.TarInfo("/files/media/out")), DAMAGED),
    "a link": (lambda path: tar(link("files/media/link")), DAMAGED),
    "another file": (changed_file, "1 of its parts"),
    "of another form": (lambda path: with_facts(path, format=99), "a form that this release"),
    "of a newer release": (
        lambda path: with_facts(path, migrations=[["core", "9999_later"]]),
        "no migration core.9999_later",
    ),
}


@pytest.fixture
def unchanged(site: None, settings: Settings) -> Iterator[None]:
    """Rows, files and everything beside them are the same after the test."""
    media = Path(settings.MEDIA_ROOT)
    before = rows(), files(media), sorted(os.listdir(media.parent))
    yield
    now = rows(), files(media), sorted({*os.listdir(media.parent)} - {"wrong.backup"})
    assert now == before


def test_an_archive_that_is_not_whole_changes_nothing(
    archive: Path, unchanged: None, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.backup"
    for name, (damage, sentence) in DAMAGES.items():
        wrong.write_bytes(damage(archive))
        for replace in ((), ("--replace",)):
            assert re.search(sentence, refusal("restore", str(wrong), *replace)), name


def test_what_fails_on_the_way_changes_nothing(
    archive: Path, unchanged: None, tmp_path: Path
) -> None:
    """A row that leads to none: the archive is whole, and its content cannot be."""
    members = unpacked(archive)
    table = "tables/core_user_groups"
    columns = json.loads(members[table].splitlines()[0])
    row = json.dumps(["99999"] * len(columns)).encode() + b"\n"
    wrong = tmp_path / "wrong.backup"
    manifest = json.loads(members[MANIFEST])
    wrong.write_bytes(packed(members | {table: members[table] + row}, manifest=manifest))
    sentence = refusal("restore", str(wrong), "--replace")
    assert sentence.startswith("Nothing was restored, and nothing changed: ")
    assert "core_user" in sentence


def test_where_a_backup_cannot_be_written(archive: Path, unchanged: None, tmp_path: Path) -> None:
    (tmp_path / "leads-nowhere").symlink_to(tmp_path / "none")
    content = archive.read_bytes()
    for path, sentence in (
        (archive, "is there already, and is not overwritten"),
        (tmp_path, "is there already, and is not overwritten"),
        (tmp_path / "leads-nowhere", "is there already, and is not overwritten"),
        (tmp_path / "no folder" / "backup", "could not be made: .*No such file or directory"),
        (archive / "below", "could not be made: .*Not a directory"),
    ):
        assert re.search(sentence, refusal("backup", str(path))), path
    (tmp_path / "leads-nowhere").unlink()
    assert archive.read_bytes() == content


def test_what_is_no_file_is_not_restored(unchanged: None, tmp_path: Path) -> None:
    for path in (tmp_path / "none.backup", tmp_path):
        assert "nothing changed" in refusal("restore", str(path), "--replace")


def test_no_secret_is_kept(site: None, settings: Settings, tmp_path: Path) -> None:
    person = "canary-of-a-session"
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_session (session_key, session_data, expire_date)"
            f" VALUES ('{person}', 'canary', '2099-01-01')"
        )
    path = tmp_path / "kept.backup"
    call_command("backup", str(path), stdout=io.StringIO())
    content = b"".join(unpacked(path).values())
    password = connection.settings_dict["PASSWORD"] or "none"
    for secret in (person, used_settings.SECRET_KEY, f":{password}@"):
        assert secret.encode() not in content


def test_a_process_ends_with_a_number_and_a_sentence(archive: Path, tmp_path: Path) -> None:
    cases = (
        (("backup", str(archive)), 1, "finns redan"),
        (("backup",), 2, "usage"),
        (("restore", str(tmp_path / "none")), 1, "No such file"),
    )
    for command, code, sentence in cases:
        ended = subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), *command],
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test", "LANG": "C"},
            capture_output=True,
            text=True,
        )
        assert (ended.returncode, "Traceback" in ended.stderr) == (code, False), ended.stderr
        assert sentence in ended.stderr
