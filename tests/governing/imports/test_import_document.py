"""`manage.py import_document`: what a person types, gets, and gets told."""

import json
import random
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import translation

from governing.models import DocumentIndexPage, GoverningDocumentPage
from tests.governing.imports.word_sources import policy

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


def test_a_dry_run_prints_the_same_and_writes_nothing(
    document_index: DocumentIndexPage, text: Path, table_rows: Callable[[], dict[str, list[tuple]]]
) -> None:
    before = table_rows()
    tried, said = run(text, "--dry-run")
    assert table_rows() == before
    assert (tried["page_id"], tried["url"]) == (None, None)
    made, said_then = run(text)
    assert made["unplaced"] == tried["unplaced"] == [{"text": "1 (2)", "why": "En sidmarkering"}]
    assert said_then == (
        f"{said}Ett utkast har skapats; redigera det på /admin/pages/{made['page_id']}/edit/.\n"
    )
    assert said == "Utelämnat – En sidmarkering:\n    1 (2)\n"


def test_the_same_file_again_says_so_and_makes_no_second_draft(
    document_index: DocumentIndexPage, text: Path, table_rows: Callable[[], dict[str, list[tuple]]]
) -> None:
    first, _said = run(text)
    before = table_rows()
    again, said = run(text)
    assert again == first
    assert table_rows() == before
    assert "har lästs in förut" in said
    assert f"/admin/pages/{first['page_id']}/edit/" in said
    with translation.override("en"):
        assert "has been imported before" in run(text)[1]

    text.write_text(TEXT + "\nMer text.\n", "utf-8")
    other, said = run(text)
    assert first["url"].endswith("/styrdokument/plan-for-skogen/")
    assert other["url"].endswith("/styrdokument/plan-for-skogen-2/")
    assert "Det finns redan ett utkast ”Plan för skogen”" in said
    assert "ta bort det som inte behövs" in said
    assert GoverningDocumentPage.objects.live().count() == 0


def test_what_is_published_stays_as_it_is(document_index: DocumentIndexPage, text: Path) -> None:
    first, _said = run(text)
    GoverningDocumentPage.objects.get().save_revision().publish()
    tried = run(text, "--dry-run")[1]
    second, said = run(text)
    assert "Det finns redan en publicerad sida ”Plan för skogen”" in said
    assert "Det finns redan en publicerad sida ”Plan för skogen”" in tried
    assert list(GoverningDocumentPage.objects.order_by("pk").values_list("pk", "live")) == [
        (first["page_id"], True),
        (second["page_id"], False),
    ]


def test_the_draft_is_edited_previewed_and_read_by_no_stranger(
    document_index: DocumentIndexPage, tmp_path: Path, admin_client: Client
) -> None:
    """The blocks hold what the admin can open, a table too."""
    path = tmp_path / "policy.docx"
    path.write_bytes(policy())
    report, _said = run(path)
    page = GoverningDocumentPage.objects.get(pk=report["page_id"])
    assert [block.block_type for block in page.body] == ["text", "table", "text"]
    edit = admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "Provköpings kommun" in edit
    assert "Sidhuvud eller sidfot på de tryckta sidorna" in edit
    preview = admin_client.get(f"/admin/pages/{page.pk}/view_draft/").content.decode()
    assert "Välj tåg" in preview
    assert "Kort &lt; 1 mil" in preview
    assert "Provköpings kommun" not in preview
    assert Client().get(page.url).status_code == 404


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("tom.txt", b"", "tomt"),
        ("blank.txt", b" \n\xef\xbb\xbf", "tomt"),
        ("binary.txt", random.Random(7).randbytes(100_000), "varken text"),
        ("bild.md", b"\x89PNG\r\n\x1a\n" + bytes(500), "varken text"),
        ("stor-binary.txt", bytes(10_000_000), "större än 1 MB"),
        ("gammal.doc", b"\xd0\xcf\x11\xe0" + bytes(100), "Gamla Word-filer"),
        ("a.pdf", b"%PDF-1.7", "PDF"),
        ("pdf-som-heter.docx", b"%PDF-1.7", "PDF"),
        ("trasig.docx", b"PK\x03\x04 nothing", "skadad"),
        ("text-som-heter.docx", b"bara text", "skadad"),
        ("skript.html", b"<script>alert(1)</script>", "tomt"),
        ("djup.html", b"<div>" * 3_000 + b"text", "nivåer"),
        ("rader.txt", b"a\n\n" * 20_001, "20 000 stycken"),
        ("stor.txt", b"a" * 21_000_000, "större än 20 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(
    document_index: DocumentIndexPage, tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(CommandError, match=r"Ingenting har ändrats\.$") as refused:
        run(path)
    assert words in str(refused.value)
    assert refused.value.returncode == 1
    assert not GoverningDocumentPage.objects.exists()


def test_a_word_file_and_a_web_page_are_known_by_what_they_hold(
    document_index: DocumentIndexPage, tmp_path: Path
) -> None:
    path = tmp_path / "policy.txt"
    path.write_bytes(policy())
    run(path, "--dry-run")
    page = tmp_path / "sida.txt"
    page.write_text("<!DOCTYPE html><h1>Plan</h1><p>Löst.<script>x()</script>", "utf-8")
    run(page)
    assert "script" not in GoverningDocumentPage.objects.get().body.raw_data[0]["value"]


def test_a_folder_a_missing_file_and_a_site_without_register(db: None, text: Path) -> None:
    missing = text.parent / "finns-ej.txt"
    for path, words in ((text.parent, "läsas"), (missing, "ingen fil"), (text, "load_profile")):
        with pytest.raises(CommandError, match=r"Ingenting har ändrats\.$") as refused:
            run(path)
        assert words in str(refused.value)
        assert refused.value.returncode == 1


def test_nothing_is_left_where_the_database_refuses_half_way(
    document_index: DocumentIndexPage, text: Path, table_rows: Callable[[], dict[str, list[tuple]]]
) -> None:
    """The draft's row is written, and its revision is refused."""
    before = table_rows()

    def refuse(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith("INSERT INTO") and "wagtailcore_revision" in sql:
            raise DatabaseError("the disk is full")
        return execute(sql, *rest)

    with (
        connection.execute_wrapper(refuse),
        pytest.raises(CommandError, match=r"the disk is full\. Ingenting har ändrats"),
    ):
        run(text)
    assert table_rows() == before
