"""What may be uploaded, in every form that takes a file: the rest is a sentence, and not kept."""

import json
import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook
from PIL import Image as Picture
from wagtail.models import Collection
from wagtail.users.models import UserProfile

from core.access.visibility import Visibility
from core.files import formats, forms
from core.files.apart import Limits
from core.models import Document, Image
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(UserFactory.create(is_superuser=True))
    return client


def picture(kind: str, size: tuple[int, int] = (40, 30)) -> bytes:
    file = BytesIO()
    Picture.effect_noise(size, 90).convert("RGB").save(file, kind)
    return file.getvalue()


def of_pixels(width: int, height: int) -> bytes:
    """A PNG that says it is so large; nobody gets as far as to what is in it."""

    def chunk(name: bytes, data: bytes) -> bytes:
        whole = name + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def zipped(**parts: bytes) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def saved(made: docx.document.Document | Workbook) -> bytes:
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def open_document(kind: str) -> bytes:
    return zipped(mimetype=f"application/vnd.oasis.opendocument.{kind}".encode())


PREFIXES = {"images": "image-chooser-upload-", "docs": "document-chooser-upload-"}
DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "csv": lambda: "år;antal\r\n2026;3".encode("cp1252"),
    "docx": lambda: saved(docx.Document()),
    "md": lambda: b"# Plan",
    "odp": lambda: open_document("presentation"),
    "ods": lambda: open_document("spreadsheet"),
    "odt": lambda: open_document("text"),
    "pdf": lambda: b"%PDF-1.7\n\0",
    "pptx": lambda: zipped(**{"[Content_Types].xml": b"", "ppt__presentation.xml": b""}),
    "rtf": lambda: b"{\\rtf1 Plan}",
    "txt": lambda: "Plan för åar".encode("utf-16"),
    "xlsx": lambda: saved(Workbook()),
}
BAD_PICTURES: list[tuple[str, Callable[[], bytes], str]] = [
    ("large.png", lambda: of_pixels(11_000, 11_000), "121 miljoner bildpunkter"),
    ("half.gif", lambda: picture("GIF", (300, 300))[:5_000], "är skadad"),
    ("head.gif", lambda: picture("GIF")[:10], "är skadad"),
    ("half.jpg", lambda: picture("JPEG", (300, 300))[:5_000], "är skadad"),
    ("page.png", lambda: b"<html><script>alert(1)</script>", "är skadad"),
    ("drawing.svg", lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>', "är skadad"),
    ("other.jpg", lambda: picture("PNG"), "Inte en giltig .jpeg bild"),
    ("heavy.png", lambda: picture("PNG") + bytes(11 << 20), "större än 10 MB"),
]
BAD_DOCUMENTS: list[tuple[str, Callable[[], bytes], str]] = [
    ("program.exe", lambda: b"MZ\0", "exe"),
    ("page.html", lambda: b"<html>", "html"),
    ("pack.zip", lambda: zipped(a=b"a"), "zip"),
    ("page.pdf", lambda: b"<html><script>alert(1)</script>", "är inte .pdf"),
    ("program.txt", lambda: b"MZ\0", "är inte .txt"),
    ("book.docx", lambda: saved(Workbook()), "är inte .docx"),
    ("pack.xlsx", lambda: zipped(a=b"a"), "är inte .xlsx"),
    ("half.docx", lambda: saved(docx.Document())[:900], "är inte .docx"),
    ("text.odt", lambda: open_document("spreadsheet"), "är inte .odt"),
    ("none", lambda: b"text", ""),
]


def at_once(client: Client, kind: str, name: str, content: bytes) -> str:
    """What the form for several files at once says; empty where it takes the file."""
    url = reverse(f"wagtail{kind}:add_multiple")
    form = {
        "title": name,
        "files[]": SimpleUploadedFile(name, content),
        "collection": Collection.get_first_root_node().pk,
    }
    answer = client.post(url, form, headers={"x-requested-with": "XMLHttpRequest"})
    told = json.loads(answer.content)
    return "" if told["success"] else told["error_message"]


def by_itself(client: Client, kind: str, name: str, content: bytes) -> str:
    """What the form for one file says, and the one in the chooser the same."""
    said = []
    for url, prefix in (
        (reverse(f"wagtail{kind}:add"), ""),
        (reverse(f"wagtail{kind}_chooser:create"), PREFIXES[kind]),
    ):
        form = {"title": name, "file": SimpleUploadedFile(name, content)}
        answer = client.post(url, {f"{prefix}{field}": value for field, value in form.items()})
        assert answer.status_code == 200
        shown = answer.content.decode()
        said.append(" ".join(map(str, json.loads(shown).values())) if prefix else shown)
    return " ".join(said)


@pytest.mark.parametrize(("name", "made", "words"), BAD_PICTURES)
def test_a_picture_that_cannot_be_shown_is_refused_with_a_sentence(
    editor: Client, name: str, made: Callable[[], bytes], words: str
) -> None:
    assert words in at_once(editor, "images", name, made())
    assert by_itself(editor, "images", name, made()).count(words) >= 2
    avatar = {"avatar-avatar": SimpleUploadedFile(name, made())}
    if name != "other.jpg":  # a profile picture is served as what it is
        assert words in editor.post(reverse("wagtailadmin_account"), avatar).content.decode()
    assert not Image.objects.exists()
    assert not UserProfile.objects.exclude(avatar="").exists()


def taken(client: Client, kind: str, name: str, content: bytes) -> bool:
    """Whether the form for one file takes it, and that for several does."""
    form = {
        "title": name,
        "file": SimpleUploadedFile(name, content),
        "visibility": Visibility.PUBLIC,
    }
    answer = client.post(reverse(f"wagtail{kind}:add"), form)
    return answer.status_code == 302 and not at_once(client, kind, name, content)


@pytest.mark.parametrize("extension", settings.WAGTAILIMAGES_EXTENSIONS)
def test_a_picture_of_each_kind_is_taken_and_shown(editor: Client, extension: str) -> None:
    content = picture("JPEG" if extension == "jpg" else extension.upper())
    assert taken(editor, "images", f"a.{extension}", content)
    assert Image.objects.get().get_rendition("width-20").width == 20


@pytest.mark.parametrize(("name", "made", "words"), BAD_DOCUMENTS)
def test_a_document_that_is_not_what_it_says_is_refused_with_a_sentence(
    editor: Client, name: str, made: Callable[[], bytes], words: str
) -> None:
    said = at_once(editor, "docs", name, made())
    assert said
    assert words in said
    assert by_itself(editor, "docs", name, made()).count(words) >= 2
    assert not Document.objects.exists()


@pytest.mark.parametrize("extension", settings.WAGTAILDOCS_EXTENSIONS)
def test_a_document_of_each_kind_is_taken(editor: Client, extension: str) -> None:
    name = f"plan.{extension.upper()}"
    assert taken(editor, "docs", name, DOCUMENTS[extension]())
    assert Document.objects.get().file_extension.lower() == extension


def test_each_kind_of_document_that_is_taken_is_looked_at() -> None:
    assert set(settings.WAGTAILDOCS_EXTENSIONS) == set(formats.FORMATS) == set(DOCUMENTS)


def test_what_takes_too_long_to_look_at_is_a_sentence(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "LIMITS", Limits(seconds=0))
    for kind, name, content in (
        ("images", "a.png", picture("PNG")),
        ("docs", "a.docx", DOCUMENTS["docx"]()),
    ):
        assert "tar för lång tid" in at_once(editor, kind, name, content)
