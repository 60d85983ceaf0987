"""`manage.py import_document`: what a person types, gets, and gets told."""

import json
import os
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from home.models import GoverningDocumentPage
from tests.home.test_document_formats import word_file

TEXT = "Plan för skogen\n\nSkogen får växa.\n\n1 (2)\n"


def run(path: Path, *options: str) -> tuple[dict[str, Any], str]:
    """What stdout ends with, and stderr."""
    out, err = StringIO(), StringIO()
    call_command("import_document", str(path), *options, stdout=out, stderr=err)
    return json.loads(out.getvalue().splitlines()[-1]), err.getvalue()


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "skog.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_a_dry_run_prints_and_writes_nothing_and_a_second_run_says_so(
    register: Any, text: Path
) -> None:
    tried, _err = run(text, "--dry-run")
    assert (tried["page_id"], tried["url"], len(tried["unplaced"])) == (None, None, 1)
    assert not GoverningDocumentPage.objects.exists()

    first, err = run(text)
    assert f"/admin/pages/{first['page_id']}/edit/" in err
    second, err = run(text)
    assert str(first["page_id"]) in err
    assert "Plan för skogen" in err
    assert second["page_id"] != first["page_id"]
    assert GoverningDocumentPage.objects.live().count() == 0


def test_the_draft_is_edited_previewed_and_keeps_what_was_left_out(
    register: Any, tmp_path: Path, admin_client: Any
) -> None:
    """The blocks hold what the admin can open, a table too, and strangers see nothing yet."""
    path = tmp_path / "policy.docx"
    path.write_bytes(word_file())
    report, _err = run(path)
    page = GoverningDocumentPage.objects.get(pk=report["page_id"])
    assert [block.block_type for block in page.body] == ["text", "table", "text"]
    edit = admin_client.get(f"/admin/pages/{page.pk}/edit/")
    assert edit.status_code == 200
    assert "Provköpings kommun" in json.dumps(page.left_out, ensure_ascii=False)
    preview = admin_client.get(f"/admin/pages/{page.pk}/view_draft/").content.decode()
    assert "Välj tåg" in preview
    assert "Kort &lt; 1 mil" in preview


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("tom.txt", b""),
        ("blank.txt", b" \n\xef\xbb\xbf"),
        ("binary.txt", os.urandom(10_000_000)),
        ("gammal.doc", b"\xd0\xcf\x11\xe0" + bytes(100)),
        ("a.pdf", b"%PDF-1.7"),
        ("trasig.docx", b"PK\x03\x04 nothing"),
        ("skript.html", b"<script>alert(1)</script>"),
        ("stor.txt", b"a" * 21_000_000),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(
    register: Any, tmp_path: Path, name: str, data: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(CommandError, match=r"\.$") as refused:
        run(path)
    assert refused.value.returncode == 1
    assert not GoverningDocumentPage.objects.exists()


def test_a_folder_a_missing_file_and_a_site_without_register(db: None, text: Path) -> None:
    for path in (text.parent, text.parent / "finns-ej.txt", text):
        with pytest.raises(CommandError, match=r"\.$") as refused:
            run(path)
        assert refused.value.returncode == 1
