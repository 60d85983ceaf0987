"""Files beside a meeting: checked as those of a post, read by its readers who are logged in."""

from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from network.intranet.files.keeping import MOST
from network.models import EventFile, Seat
from tests.factories.core import UserFactory
from tests.factories.events import event
from tests.network.intranet.people import AT, as_somebody, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_clock_stands() -> Any:
    with time_machine.travel(AT, tick=False):
        yield


def pdf(name: str = "Budget.pdf", content: bytes = b"%PDF-1.7\n") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def content_of(answer: Any) -> bytes:
    """All of it, so that the file is closed."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize("visibility", ["network", "public"])
def test_a_file_is_for_the_readers_who_are_logged_in(visibility: str) -> None:
    author = somebody(Seat.Kind.COORDINATOR)
    client, made = as_somebody(author), event("Möte", author, visibility=visibility)
    url = f"{made.get_absolute_url()}filer/"
    assert client.post(url, {"files": [pdf()]})["Location"] == url
    file = EventFile.objects.get()
    address = file.get_absolute_url()
    assert address == f"{url}{file.pk}/"
    assert "Budget.pdf" in client.get(made.get_absolute_url()).content.decode()
    answer = client.get(address)
    assert content_of(answer) == b"%PDF-1.7\n"
    assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == (
        "private, no-store",
        "nosniff",
    )
    assert Client().get(address).status_code == 302
    assert Client().get(f"/media/{file.file.name}").status_code in (302, 404)
    assert "Budget.pdf" not in Client().get(made.get_absolute_url()).content.decode()
    other = as_somebody(UserFactory.create()).get(address)
    assert other.status_code == (200 if visibility == "public" else 404)
    content_of(other)
    assert as_somebody(somebody(Seat.Kind.CONTACT)).post(url, {"files": [pdf()]}).status_code == 403


def test_what_is_wrong_with_one_costs_none_of_the_others() -> None:
    author = somebody(Seat.Kind.CONTACT)
    client, made = as_somebody(author), event("Möte", author)
    url = f"{made.get_absolute_url()}filer/"
    answer = client.post(url, {"files": [pdf(), pdf("virus.exe"), pdf("tom.pdf", b"")]})
    assert answer.status_code == 422
    assert "virus.exe: " in answer.content.decode()
    assert "tom.pdf: Filen är tom." in answer.content.decode()
    assert client.post(url).status_code == 422
    client.post(url, {"files": [pdf()]})
    assert [file.name for file in made.files.all()] == ["Budget.pdf"]
    client.post(url, {"files": [pdf(f"{n}.pdf", f"%PDF-1.7\n{n}".encode()) for n in range(MOST)]})
    assert made.files.count() == MOST


def test_a_file_that_is_taken_away_leaves_the_disk(
    django_capture_on_commit_callbacks: Any,
) -> None:
    author = somebody(Seat.Kind.CONTACT)
    client, made = as_somebody(author), event("Möte", author)
    url = f"{made.get_absolute_url()}filer/"
    client.post(url, {"files": [pdf()]})
    file = EventFile.objects.get()
    storage, name = file.file.storage, str(file.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(url, {"remove": file.pk}).status_code == 302
    assert not storage.exists(name)
    assert client.post(url, {"remove": file.pk}).status_code == 302, "a second click"
