"""Files that come, go and change while a backup is being made."""

import io
import os
from contextlib import suppress
from pathlib import Path

from core.operation.backup import files
from core.operation.backup.archive import Manifest, members, written
from core.operation.backup.files import Seen, gathered

BEFORE, MOMENT, AFTER = 1_000, 2_000, 3_000


def put(folder: Path, name: str, content: str, changed_at: int) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_text(content)
    os.utime(path, (changed_at, changed_at))


def test_each_row_of_the_moment_has_its_file(tmp_path: Path) -> None:
    target, seen = io.BytesIO(), Seen()
    for name in ("stays", "goes", "replaced before", "replaced after", "deep/å"):
        put(tmp_path, name, "old", BEFORE)
    with written(target, Manifest()) as writer:
        files.save(writer, "media", tmp_path, seen, until_ns=BEFORE * 10**9)
        (tmp_path / "goes").unlink()
        put(tmp_path, "comes", "new", BEFORE)
        put(tmp_path, "replaced before", "newer", BEFORE + 1)
        put(tmp_path, "replaced after", "newer", AFTER)
        files.save(writer, "media", tmp_path, seen, until_ns=MOMENT * 10**9)
    found = {name: content.read().decode() for name, content in members(target)}
    assert {name.removeprefix("files/media/"): text for name, text in found.items()} == {
        "stays": "old",
        "goes": "old",
        "deep/å": "old",
        "comes": "new",
        "replaced before": "newer",
        "replaced after": "old",
        "manifest.json": found["manifest.json"],
    }


def test_what_fails_leaves_the_files_as_they_were(tmp_path: Path) -> None:
    put(tmp_path, "images/a", "old", BEFORE)
    put(tmp_path, "b", "old", BEFORE)
    with suppress(ZeroDivisionError), gathered(tmp_path) as new:
        new.add("images/a", io.BytesIO(b"new"))
        new.add("c", io.BytesIO(b"new"))
        with new.in_place():
            assert sorted(name for name, _path in files.files(tmp_path)) == ["c", "images/a"]
            raise ZeroDivisionError
    assert {name: path.read_text() for name, path in files.files(tmp_path)} == {
        "b": "old",
        "images/a": "old",
    }
    assert sorted(os.listdir(tmp_path)) == ["b", "images"]


def test_the_folder_of_a_site_without_files_stays_unless_it_failed(tmp_path: Path) -> None:
    with suppress(ZeroDivisionError), gathered(tmp_path / "failed" / "media"):
        raise ZeroDivisionError
    with gathered(tmp_path / "well" / "media") as new, new.in_place():
        pass
    assert not (tmp_path / "failed" / "media").exists()
    assert os.listdir(tmp_path / "well" / "media") == []


def test_a_folder_that_leads_to_itself_is_read_once(tmp_path: Path) -> None:
    put(tmp_path, "a/b", "text", BEFORE)
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    assert [name for name, _path in files.files(tmp_path)] == ["a/b"]
