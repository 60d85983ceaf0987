"""Text inside PDF and Office files is found, and a file that cannot be read does no harm."""

import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import typst
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.management import call_command
from docx import Document as WordDocument
from openpyxl import Workbook

from core.files import document_text, file_text
from core.files.apart import MEGABYTE, Limits
from core.models import Document, DocumentText, MunicipalityProfile
from core.search.index import check, index
from tests.home.sitesearch.pages import titles, upload
from tests.required import required

pytestmark = pytest.mark.django_db


def pdf(text: Any) -> Any:
    return typst.compile(f"= Rubrik\n{text}".encode(), format="pdf")


def docx(text: Any) -> Any:
    document, out = WordDocument(), BytesIO()
    document.add_table(1, 1).cell(0, 0).text = text
    document.save(out)
    return out.getvalue()


def xlsx(text: Any) -> Any:
    book, out = Workbook(), BytesIO()
    book.active.append([1, text])
    book.save(out)
    return out.getvalue()


def pptx(text: Any) -> Any:
    out = BytesIO()
    with ZipFile(out, "w") as parts:
        parts.writestr(
            "ppt/slides/slide1.xml",
            f'<p xmlns:a="urn:a"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p>',
        )
    return out.getvalue()


@pytest.mark.parametrize("make", [pdf, docx, xlsx, pptx, str.encode], ids=lambda f: f.__name__)
def test_the_text_inside_a_document_is_found(
    profile: MunicipalityProfile, ask: Callable[..., BeautifulSoup], make: Any
) -> None:
    extension = {"encode": "txt"}.get(make.__name__, make.__name__)
    document = upload(make("Om våtmarker och fladdermöss i kommunen."), f"b.{extension}")
    assert document.contents.reason == ""
    soup = ask("fladdermus")
    assert titles(soup) == ["Bilaga"]
    assert required(soup.select_one(".snippet mark")).get_text() == "fladdermöss"
    assert extension.upper() in required(soup.select_one(".hit .meta")).get_text()


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"%PDF-1.7 nonsense", "b.pdf", "damaged"),
        (b"PK\3\4 nonsense", "b.docx", "damaged"),
        (b"", "b.xlsx", "damaged"),
        (b"\0\1", "b.zip", "format"),
        (b" \n", "b.txt", "empty"),
    ],
)
def test_a_file_that_cannot_be_read_does_no_harm(
    profile: MunicipalityProfile,
    ask: Callable[..., BeautifulSoup],
    content: bytes,
    name: str,
    reason: str,
) -> None:
    document = upload(content, name)
    assert (document.contents.text, document.contents.reason) == ("", reason)
    assert titles(ask("bilaga")) == ["Bilaga"]


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "bomb"}">' for n in range(10))


def sheet_of(rows: str, before: str = "") -> bytes:
    """A workbook whose one sheet is this, packed as closely as it can be."""
    whole, out = ZipFile(BytesIO(xlsx("a"))), BytesIO()
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'{before}<worksheet xmlns="{name}"><sheetData>{rows}</sheetData></worksheet>'
    with whole, ZipFile(out, "w", ZIP_DEFLATED) as parts:
        for part in whole.namelist():
            own = part == "xl/worksheets/sheet1.xml"
            parts.writestr(part, sheet if own else whole.read(part))
    return out.getvalue()


def pdf_of(size: int) -> bytes:
    """A page whose drawing unpacks to so many bytes."""
    packed = zlib.compress(b"q " * (size // 2), 9)
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n"
        % len(packed)
        + packed
        + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("rows.xlsx", lambda: sheet_of("<row><c><v>1</v></c></row>" * 2_000_000)),
        ("names.xlsx", lambda: sheet_of("<row>&e9;</row>", f"<!DOCTYPE w [{ENTITIES}]>")),
        ("drawing.pdf", lambda: pdf_of(300_000_000)),
    ],
)
def test_a_file_that_is_larger_than_it_looks_ends_at_a_limit(
    profile: MunicipalityProfile, monkeypatch: pytest.MonkeyPatch, name: str, make: Any
) -> None:
    monkeypatch.setattr(document_text, "LIMITS", Limits(seconds=2, memory=256 * MEGABYTE))
    content = make()
    assert len(content) < 1 << 20
    document = upload(content, name)
    assert (document.contents.text, document.contents.reason) in (("", "slow"), ("", "damaged"))


def test_limits_of_size_time_and_length_are_reasons(
    profile: MunicipalityProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_text, "LENGTH", 10)
    assert upload(b"word " * 9, "a.txt").contents.reason == "cut"
    monkeypatch.setattr(document_text, "LIMITS", Limits(seconds=0))
    assert upload(b"%PDF", "a.pdf").contents.reason == "slow"
    monkeypatch.setattr(document_text, "LARGEST", 2)
    assert upload(b"word", "a.txt").contents.reason == "large"


def test_a_file_that_was_uploaded_before_is_read_by_the_tick(
    profile: MunicipalityProfile, ask: Callable[..., BeautifulSoup]
) -> None:
    upload("Strandskoning på två rader.".encode(), "b.txt")
    DocumentText.objects.all().delete()  # as in a release that did not read files
    index(kind="document", ids=Document.objects.values_list("pk", flat=True))
    assert titles(ask("strandskoning")) == []
    call_command("tick")
    assert titles(ask("strandskoning")) == ["Bilaga"]
    assert not check(kind="document")


def test_another_file_is_read_anew(
    profile: MunicipalityProfile, ask: Callable[..., BeautifulSoup]
) -> None:
    document = upload(b"fladder", "a.txt")
    document.file = ContentFile(b"svala", "a.txt")
    document.save()
    assert titles(ask("fladder")) == []
    assert titles(ask("svala")) == ["Bilaga"]
