"""What core keeps in a backup comes back as it was."""

from pathlib import Path

from pytest_django import Settings

from core.operation.backup import parts


def test_uploaded_files_are_saved_and_restored(settings: Settings, tmp_path: Path) -> None:
    media, kept = tmp_path / "media", tmp_path / "kept"
    settings.MEDIA_ROOT = str(media)
    (media / "documents").mkdir(parents=True)
    (media / "documents" / "å.txt").write_bytes(b"\x00text")
    kept.mkdir()
    parts["media"].save(kept)
    (media / "documents" / "å.txt").unlink()
    parts["media"].restore(kept)
    assert (media / "documents" / "å.txt").read_bytes() == b"\x00text"


def test_a_site_without_any_files_is_saved_too(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "none")
    kept = tmp_path / "kept"
    kept.mkdir()
    parts["media"].save(kept)
    assert list(kept.iterdir()) == []
