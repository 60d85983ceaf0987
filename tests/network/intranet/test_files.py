"""Pictures and files of posts: kept as soon as they are there, and read by who reads the post."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core.models import User
from core.operation.backup.parts import folders
from core.operation.personal.erasing import erase
from network.intranet.files.keeping import MOST
from network.intranet.writing.drafts import KEPT, forget_old
from network.models import Draft, Post, PostFile, Seat
from tests.factories.calls import municipality
from tests.factories.core import UserFactory
from tests.factories.network import unit
from tests.network.intranet.people import AT, as_somebody, somebody
from tests.network.intranet.test_drafts import WRITE, typed

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n\0"
NAME = "Ansökan för våtmarker.pdf"
GPS, TURNED = 0x8825, 0x0112
OTHER = "application/octet-stream"


@pytest.fixture(autouse=True)
def the_clock_stands(settings: Any, tmp_path: Path) -> Any:
    settings.MEDIA_ROOT = str(tmp_path)
    municipality()
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def author() -> User:
    return somebody(Seat.Kind.CONTACT, unit=unit())


def pdf(name: str = NAME, content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def photo(kind: str = "JPEG", **written: Any) -> bytes:
    """A picture with a place and a telephone in it, on its side."""
    exif = Image.Exif()
    exif[TURNED] = 6
    exif[0x010F] = "Telefon"
    exif.get_ifd(GPS)[1] = "N"
    file = BytesIO()
    Image.new("RGB", (30, 20), "teal").save(file, kind, exif=exif, **written)
    return file.getvalue()


def png(name: str = "Karta.png") -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", (30, 20), "teal").save(file, "PNG")
    return SimpleUploadedFile(name, file.getvalue())


def publish(author: User, *files: SimpleUploadedFile, **facts: Any) -> Post:
    client = as_somebody(author)
    client.post(WRITE, {**typed(client), **facts, "files": files})
    return Post.objects.get()


def on_page(answer: Any) -> dict[str, Any]:
    """The form as a browser would send it back."""
    page = BeautifulSoup(answer.content, "html.parser")
    fields: dict[str, Any] = {}
    for each in page.select(".form-post input[name]"):
        kind = each.get("type")
        if kind == "file" or (kind in ("checkbox", "radio") and not each.has_attr("checked")):
            continue
        fields.setdefault(str(each["name"]), []).append(str(each.get("value", "")))
    for area in page.select(".form-post textarea"):
        fields[str(area["name"])] = area.text.removeprefix("\n")
    return fields


def on_disk() -> list[str]:
    return [path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


READERS = {"network": {"contact", "coordinator", "author"}, "department": {"coordinator", "author"}}


@pytest.mark.any_database
@pytest.mark.parametrize("visibility", READERS)
def test_a_file_is_for_those_who_read_the_post(author: User, visibility: str) -> None:
    made = publish(author, pdf(), visibility=visibility)
    file = made.files.get()
    path = f"/sv/natverk/inlagg/{made.pk}/filer/{file.pk}/"
    assert file.get_absolute_url() == path
    people = {
        "stranger": None,
        "staff": UserFactory.create(),
        "contact": somebody(Seat.Kind.CONTACT),
        "coordinator": somebody(Seat.Kind.COORDINATOR),
        "author": author,
    }
    unchanged = {"If-None-Match": "*", "If-Modified-Since": "Mon, 01 Dec 2036 00:00:00 GMT"}
    for name, user in people.items():
        client, reads = as_somebody(user), name in READERS[visibility]
        for headers in ({}, unchanged, {"Range": "bytes=0-3"}):
            answer = client.get(path, headers=headers)
            assert answer.status_code == (200 if reads else 302 if user is None else 404), name
            if reads:
                assert body(answer) == PDF
        found = client.get("/sv/sok/?q=våtmarker").content.decode()
        assert ("Erfarenhet" in found) == reads, name
        assert client.get(f"/media/{file.file.name}").status_code == 404, name
        assert client.get(f"/sv/natverk/inlagg/{made.pk + 1}/filer/{file.pk}/").status_code != 200


@pytest.mark.parametrize(
    ("name", "content", "disposition", "written", "content_type"),
    [
        ("Plan.pdf", PDF, "attachment", 'filename="Plan.pdf"', "application/pdf"),
        ("Å ä ö.csv", b"a;b", "attachment", "%C3%85%20%C3%A4%20%C3%B6.csv", OTHER),
        ("a'; x=y.txt", b"text", "attachment", 'filename="a\'; x=y.txt"', OTHER),
        ("Å.png", png().read(), "inline", "%C3%85.png", "image/png"),
    ],
)
def test_a_file_is_sent_under_its_name_runs_nothing_and_is_kept_nowhere(
    author: User, name: str, content: bytes, disposition: str, written: str, content_type: str
) -> None:
    made = publish(author, pdf(name, content))
    stored = made.files.get()
    answer = as_somebody(author).get(stored.get_absolute_url())
    assert body(answer) == content
    said = answer["Content-Disposition"]
    assert said.startswith(f"{disposition}; filename")
    assert written in said
    assert answer["Content-Type"] == content_type
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert Path(str(stored.file.name)).stem.isalnum()


def test_pictures_are_shown_and_other_files_listed(author: User) -> None:
    client = as_somebody(author)
    answer = client.post(WRITE, {**typed(client), "files": [png(), pdf()], "action": "attach"})
    assert answer.status_code == 200
    sent = on_page(answer)
    picture = PostFile.objects.get(is_picture=True)
    sent[f"alt-{picture.pk}"] = "Kartan över våtmarkerna"
    page = client.post(WRITE, sent, follow=True).content.decode()
    shown = BeautifulSoup(page, "html.parser")
    [img] = shown.select(".post img")
    facts = (img["alt"], img["loading"], img["width"], img["height"])
    assert facts == ("Kartan över våtmarkerna", "lazy", "30", "20")
    listed = " ".join(shown.select(".post-files li")[0].get_text().split())
    assert listed == f"{NAME} PDF, 10 byte"
    assert not Draft.objects.exists()


BAD: list[tuple[str, bytes, str]] = [
    ("program.exe", b"MZ\0", "Filer av det slaget"),
    ("page.svg", b"<svg/>", "Filer av det slaget"),
    ("none", b"text", "Filer av det slaget"),
    ("page.pdf", b"<html>", "är inte .pdf"),
    ("page.png", b"<html>", "är skadad"),
    ("other.png", photo(), "Bilden är inte .png"),
    ("big.txt", bytes(41 << 20), "större än 40 MB"),
]


@pytest.mark.parametrize(("name", "content", "sentence"), BAD, ids=[name for name, *_ in BAD])
def test_what_is_wrong_with_a_file_costs_neither_the_text_nor_the_others(
    author: User, name: str, content: bytes, sentence: str
) -> None:
    client = as_somebody(author)
    answer = client.post(WRITE, {**typed(client), "files": [pdf(name, content), pdf()]})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert f"{name}: " in shown
    assert sentence in shown
    assert not Post.objects.exists()
    sent = on_page(answer)
    assert client.post(WRITE, sent).status_code == 302
    assert [file.name for file in Post.objects.get().files.all()] == [NAME]
    assert not Draft.objects.exists()


def test_a_field_that_is_wrong_costs_no_file(author: User) -> None:
    client = as_somebody(author)
    answer = client.post(WRITE, {**typed(client, title=""), "files": [pdf()]})
    assert answer.status_code == 422
    client.post(WRITE, {**on_page(answer), "title": "Nu"})
    assert Post.objects.get().files.count() == 1


@pytest.mark.parametrize("ends", [False, True])
def test_a_draft_keeps_its_files_for_its_author_alone(author: User, *, ends: bool) -> None:
    client = as_somebody(author)
    sent = {**typed(client), "files": [pdf(), pdf("x.exe")], "action": "draft"}
    if ends:
        client.logout()
    client.post(WRITE, sent)
    client.force_login(author)
    draft = Draft.objects.get()
    file = draft.files.get()
    assert NAME in client.get(draft.url).content.decode()
    assert body(client.get(file.get_absolute_url())) == PDF
    for other in (somebody(Seat.Kind.COORDINATOR), UserFactory.create(is_superuser=True)):
        assert as_somebody(other).get(file.get_absolute_url()).status_code == 404
        theirs = {**typed(as_somebody(other)), "file": file.pk}
        as_somebody(other).post(WRITE, theirs)
    assert draft.files.get() == file


def test_a_form_from_before_a_file_came_does_not_publish_it(author: User) -> None:
    client = as_somebody(author)
    before = typed(client)
    client.post(WRITE, {**before, "files": [pdf()], "action": "attach"})
    client.post(WRITE, before)
    assert not Post.objects.get().files.exists()


def test_what_is_sent_twice_is_there_once(author: User) -> None:
    client = as_somebody(author)
    sent = typed(client)
    for action in ("attach", "publish", "publish"):
        client.post(WRITE, {**sent, "files": [pdf()], "action": action})
    assert Post.objects.get().files.count() == 1


def test_a_post_has_so_many_files_and_no_more(author: User) -> None:
    client = as_somebody(author)
    many = [pdf(f"{number}.pdf") for number in range(MOST + 1)]
    answer = client.post(WRITE, {**typed(client), "files": many})
    assert answer.status_code == 422
    assert f"{MOST}.pdf: Ett inlägg har högst" in answer.content.decode()
    sent = {**on_page(answer), "remove": [PostFile.objects.all()[0].pk], "files": [many[MOST]]}
    many[MOST].seek(0)
    client.post(WRITE, sent)
    names = [file.name for file in Post.objects.get().files.all()]
    assert names == [f"{number}.pdf" for number in range(1, MOST + 1)]


def test_a_change_takes_files_away_and_adds_some_and_the_history_says_so(
    author: User, django_capture_on_commit_callbacks: Any
) -> None:
    made = publish(author, pdf(), png())
    edit = f"{made.get_absolute_url()}andra/"
    client = as_somebody(author)
    sent = on_page(client.get(edit))
    gone, kept = made.files.all()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(edit, {**sent, "remove": [gone.pk], "action": "preview"})
        assert made.files.count() == 2
        changed = {**sent, "remove": [gone.pk], f"alt-{kept.pk}": "En karta"}
        client.post(edit, {**changed, "files": [pdf("Beslut.pdf")]})
    assert [(f.name, f.alt) for f in made.files.all()] == [
        ("Karta.png", "En karta"),
        ("Beslut.pdf", ""),
    ]
    assert client.get(gone.get_absolute_url()).status_code == 404
    assert len(on_disk()) == 2
    history = client.get(f"{made.get_absolute_url()}historik/").content.decode()
    assert f"{NAME}<br>Karta.png" in history


@pytest.mark.parametrize("how", ["taken away", "thrown away", "forgotten", "erased"])
def test_what_is_not_wanted_any_more_leaves_the_disk(
    author: User, how: str, django_capture_on_commit_callbacks: Any
) -> None:
    client = as_somebody(author)
    client.post(WRITE, {**typed(client), "files": [pdf()], "action": "draft"})
    draft = Draft.objects.get()
    assert len(on_disk()) == 1
    with django_capture_on_commit_callbacks(execute=True):
        if how == "taken away":
            sent = {**on_page(client.get(draft.url)), "remove": [draft.files.get().pk]}
            client.post(draft.url, {**sent, "action": "draft"})
        elif how == "thrown away":
            client.post(f"/sv/natverk/utkast/{draft.pk}/ta-bort/")
        elif how == "forgotten":
            forget_old(AT + KEPT + timedelta(days=1))
        else:
            erase(person=author, by=UserFactory.create(is_superuser=True), at=AT)
        assert len(on_disk()) == 1, "not before it is certain"
    assert on_disk() == []


def test_what_is_published_outlives_its_author_and_is_in_a_backup(author: User) -> None:
    made = publish(author, pdf())
    erase(person=author, by=UserFactory.create(is_superuser=True), at=AT)
    client = as_somebody(somebody(Seat.Kind.CONTACT))
    assert body(client.get(made.files.get().get_absolute_url())) == PDF
    assert (folders()["media"] / str(made.files.get().file.name)).read_bytes() == PDF


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_says_not_where_it_was_taken(author: User, kind: str) -> None:
    made = publish(author, SimpleUploadedFile(f"IMG.{kind.lower()}", photo(kind)))
    file = made.files.get()
    with Image.open(file.file.path) as picture:
        exif = picture.getexif()
        assert (picture.format, dict(exif.get_ifd(GPS)), exif.get(0x010F)) == (kind, {}, None)
        assert exif.get(TURNED, 1) == 6 or picture.size == (20, 30)
    assert (file.width, file.height) == (20, 30)


def test_a_picture_in_which_nothing_was_written_is_as_it_was(author: User) -> None:
    made = publish(author, png())
    assert Path(made.files.get().file.path).read_bytes() == png().read()
