"""A disk that is full, read-only or somebody else's: who reads reads on, health says which it is.

Of the folder of the caches: test_optional_cache. What is closed meanwhile is closed at once.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

from core.access.visibility import Visibility
from core.models import Document, SectionVisibility
from home.models import StandardPage
from network.models import VisitRequest
from tests.disks import DAMAGES, disk_of_its_own
from tests.factories.calls import municipality
from tests.factories.core import DocumentFactory, ImageFactory, site_tree
from tests.network.cooperation.test_visits import EN, FILLED
from tests.own_database import database_copied, database_used
from tests.required import required

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, pytest.mark.long]

PAGE = "/sv/vagledning/"
READ = (PAGE, "/sv/", "/en/", "/sv/utlysningar/")
NEW = ("/sv/sok/?q=vatten", "/en/calls/?q=water")  # that were not asked for before
each_damage = pytest.mark.parametrize("how", DAMAGES)


@pytest.fixture
def disk() -> Iterator[Path]:
    """A folder of its own disk, on a way that everybody may go."""
    folder = Path(tempfile.mkdtemp(prefix="omvarld-disk-"))
    folder.chmod(0o755)
    try:
        with disk_of_its_own(folder):
            yield folder
    finally:
        shutil.rmtree(folder)


@pytest.fixture(autouse=True)
def content(settings: Settings) -> Iterator[None]:
    settings.PAGE_CACHE_SECONDS = 3600
    settings.HEALTH_TOKEN = "t0ken"
    yield
    caches["pages"].clear()


@pytest.fixture
def database(django_db_setup: None, disk: Path, django_db_blocker: DjangoDbBlocker) -> Any:
    """The site's database is on that disk."""
    if connection.vendor != "sqlite":
        pytest.skip("a server keeps its files itself")
    with django_db_blocker.unblock(), database_copied(disk) as name, database_used(name):
        yield name


@pytest.fixture
def page() -> StandardPage:
    municipality()
    made = StandardPage(title="Vägledning", slug="vagledning", lead="Så går det till.")
    return site_tree().add_child(instance=made)


@pytest.fixture
def client() -> Client:
    """A browser: what goes wrong is an answer."""
    return Client(raise_request_exception=False)


def health(client: Client) -> tuple[int, dict[str, str]]:
    answer = client.get("/healthz?token=t0ken")
    return answer.status_code, answer.json()["checks"]


def statuses(client: Client, *paths: str) -> dict[str, int]:
    found = {}
    for path in paths:
        answer: Any = client.get(path)
        answer.getvalue()  # closes a file
        found[path] = answer.status_code
    return found


@each_damage
def test_the_disk_of_the_database(
    database: str, disk: Path, page: StandardPage, client: Client, how: str
) -> None:
    assert statuses(client, *READ) == dict.fromkeys(READ, 200)
    now = timezone.now()
    form = BeautifulSoup(client.get(EN).content, "html.parser")
    sent = {**FILLED, "shown": required(form.find("input", {"name": "shown"}))["value"]}
    with closing(sqlite3.connect(database)) as another_worker:
        another_worker.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        with DAMAGES[how](disk), time_machine.travel(now + timedelta(minutes=5), tick=False):
            assert statuses(client, *READ, *NEW) == dict.fromkeys((*READ, *NEW), 200)
            answer = client.post(EN, sent)
            assert answer.status_code == 503
            assert "Your text is still here" in answer.content.decode()
            assert FILLED["message"] in answer.content.decode()
            status, checks = health(client)
            assert status == 200
            assert "nobody can save" in checks["database"]
            with pytest.raises(DatabaseError):
                SectionVisibility.objects.create(page=page, visibility=Visibility.STAFF)
            assert client.get(PAGE).status_code == 200
            connection.close()
    with time_machine.travel(now + timedelta(minutes=6), tick=False):
        assert client.post(EN, sent).status_code == 302
    assert VisitRequest.objects.count() == 1
    assert health(client)[1]["database"] == "ok"
    SectionVisibility.objects.create(page=page, visibility=Visibility.STAFF)
    assert client.get(PAGE).status_code == 302


@pytest.mark.parametrize("how", ["read-only", "somebody else's"])
def test_a_database_that_cannot_even_be_opened_is_said_in_a_sentence(
    database: str, disk: Path, page: StandardPage, client: Client, how: str
) -> None:
    """SQLite reads with a file that it has to make beside the database, where nobody else has."""
    connection.close()
    with DAMAGES[how](disk):
        for path in READ:
            answer = client.get(path)
            assert answer.status_code == 503
            assert "Sidan kan inte visas just nu" in answer.content.decode() or path == "/en/"
        assert client.get("/healthz").status_code == 200  # the site is alive
        assert health(client)[0] == 503
        connection.close()
    assert statuses(client, *READ) == dict.fromkeys(READ, 200)


@each_damage
def test_the_disk_of_the_files(
    disk: Path, settings: Settings, page: StandardPage, client: Client, how: str, admin_client: Any
) -> None:
    settings.MEDIA_ROOT = disk
    admin_client.raise_request_exception = False
    image, document = ImageFactory.create(), DocumentFactory.create()
    value = {"image": {"image": image.pk, "alt_text": "En å", "decorative": False}, "caption": ""}
    page.body = [{"type": "image", "value": value}]
    page.save()
    shown = [image.get_rendition("width-50").url, document.url]
    assert statuses(client, *READ, *shown) == dict.fromkeys((*READ, *shown), 200)
    upload = SimpleUploadedFile("new.txt", b"x" * 5000)
    with DAMAGES[how](disk):
        assert statuses(client, *READ, *NEW, *shown) == dict.fromkeys((*READ, *NEW, *shown), 200)
        sent = {"title": "New", "file": upload, "visibility": "public", "collection": 1}
        answer = admin_client.post(reverse("wagtaildocs:add"), sent)
        assert answer.status_code == 503
        assert "inget sparas" in answer.content.decode() or "be saved" in answer.content.decode()
        status, checks = health(client)
        assert (status, checks["database"]) == (200, "ok")
        assert checks["media"].startswith("files cannot be stored; ")
        SectionVisibility.objects.create(page=page, visibility=Visibility.STAFF)
        document.visibility = Visibility.STAFF
        document.save()
        assert statuses(client, PAGE, document.url) == {PAGE: 302, document.url: 302}
    assert Document.objects.count() == 1
    assert health(client)[1]["media"] == "ok"
    upload.seek(0)
    assert admin_client.post(reverse("wagtaildocs:add"), sent).status_code == 302
    assert statuses(client, PAGE, document.url) == {PAGE: 302, document.url: 302}
