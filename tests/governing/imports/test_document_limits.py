"""Files that are small and cost much: each is refused with a sentence, and breaks nothing."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import pytest
from django.test import Client
from django.utils.translation import override

from core.files.apart import Limits
from governing.imports import reading
from governing.imports.pieces import DocumentRefused
from governing.imports.reading import read_document
from governing.models import GoverningDocumentPage
from tests.governing.imports.test_document_upload import editor, give
from tests.governing.imports.word_sources import saved

__all__ = ["editor"]  # a fixture

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "bomb"}">' for n in range(10))


def word(body: str, before: str = "") -> bytes:
    """A Word file with this text, packed as closely as it can be."""
    whole, file = BytesIO(saved(docx.Document())), BytesIO()
    with zipfile.ZipFile(whole) as read, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name in read.namelist():
            text = f"{before}<w:document {NAMES}><w:body>{body}</w:body></w:document>"
            made.writestr(name, text if name == "word/document.xml" else read.read(name))
    return file.getvalue()


def paragraph(text: str = "a") -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("name", "made", "words"),
    [
        ("tags.docx", lambda: word("<w:p/>" * 600_000), "unpacks to more"),
        ("bomb.docx", lambda: word(" " * (61 << 20)), "unpacks to more"),
        ("names.docx", lambda: word("&e9;", f"<!DOCTYPE d [{ENTITIES}]>"), "damaged"),
        ("deep.docx", lambda: word("<w:tbl><w:tr><w:tc>" * 300), "damaged"),
        ("deep.html", lambda: b"<div>" * 200_000, "nested too deeply"),
        ("long.html", lambda: b"<p>x" * 200_000, "more elements"),
        ("deep.md", lambda: b"> " * 400_000, ""),
    ],
)
def test_what_costs_too_much_is_a_sentence(
    name: str, made: Callable[[], bytes], words: str
) -> None:
    data = made()
    assert len(data) <= 1 << 20
    with override("en"), pytest.raises(DocumentRefused) as caught:
        read_document(data, name)
    assert words in str(caught.value)
    assert str(caught.value).endswith("Nothing was changed.")


@pytest.mark.django_db
def test_what_takes_too_long_is_said_beside_the_field_and_nothing_is_made(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    # No machine reads it in no time, however fast it is.
    monkeypatch.setattr(reading, "LIMITS", Limits(seconds=0))
    table = f"<w:tbl><w:tr>{f'<w:tc>{paragraph()}</w:tc>' * 2}</w:tr></w:tbl>"
    answer: Any = give(editor, word(table * 15_000), "tabell.docx")
    (sentence,) = answer.context["form"].errors["file"]
    assert sentence.startswith("Det tar för lång tid att läsa")
    assert sentence.endswith("Ingenting har ändrats.")
    assert not GoverningDocumentPage.objects.exists()
