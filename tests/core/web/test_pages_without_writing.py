"""A page that is only read is shown, at once, also when nothing can be written."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as configured
from django.core.cache import caches
from django.db import connections
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from core.models import Image, Rendition, SearchedWord
from home.models import StandardPage
from tests.factories.calls import call, municipality
from tests.factories.core import ImageFactory, UserFactory, site_tree
from tests.own_database import database_copied, database_used

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PATIENCE = 60  # seconds; a test that needs them has failed
FOR_EVER = 600
TEXT = "En å i solsken."
READ = ("/sv/", "/sv/bilder/", "/sv/sok/?q=zzyzxar", "/sv/utlysningar/?q=zzyzxat&status=all")


def page_with_a_picture() -> Image:
    image = ImageFactory.create()
    value = {"image": {"image": image.pk, "alt_text": TEXT, "decorative": False}, "caption": ""}
    page = StandardPage(title="Bilder", slug="bilder", body=[{"type": "image", "value": value}])
    site_tree().add_child(instance=page)
    return image


@pytest.fixture
def database(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Whoever waits for a lock waits for ever."""
    monkeypatch.setitem(configured.DATABASES["default"]["OPTIONS"], "timeout", FOR_EVER)
    with database_copied(tmp_path) as name, database_used(name):
        municipality()
        call("Water", areas=("halsa",))
        page_with_a_picture()
        yield name


def statuses(client: Client) -> dict[str, int]:
    try:
        return {path: client.get(path).status_code for path in (*READ, *READ)}
    finally:
        connections.close_all()


def test_nobody_who_reads_waits_for_whoever_writes(
    database: str, caplog: pytest.LogCaptureFixture
) -> None:
    member, later = Client(), Client()
    member.force_login(UserFactory.create())
    with time_machine.travel(timezone.now() - timedelta(minutes=2)):  # a use that is to be noted
        later.force_login(UserFactory.create())
    caplog.clear()
    writing = sqlite3.connect(database)
    with ThreadPoolExecutor(3) as pool:
        writing.execute("BEGIN IMMEDIATE")
        try:
            reading = [pool.submit(statuses, client) for client in (Client(), member, later)]
            for answers in reading:
                assert answers.result(PATIENCE) == dict.fromkeys(READ, 200)
        finally:
            writing.close()
    assert not Rendition.objects.exists()
    assert not SearchedWord.objects.exists()
    said = {record.getMessage() for record in caplog.records if record.name.startswith("core.")}
    assert said == {
        "pictures in new sizes cannot be stored: database is locked",
        "the use of a session is not noted: database is locked",
        "unknown words are not counted for the time being: database is locked",
    }


def test_a_picture_that_cannot_be_stored_is_said_in_words_until_it_can(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.PAGE_CACHE_SECONDS = 3600
    settings.MEDIA_ROOT = tmp_path
    settings.HEALTH_TOKEN = "t0ken"
    municipality()
    image = page_with_a_picture()
    (tmp_path / "images").write_text("no folder")
    for _time in range(2):
        answer = client.get("/sv/bilder/")
        assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
        assert f"<p>{TEXT}</p>" in answer.content.decode()
    (tmp_path / "images").unlink()
    caches["default"].clear()  # the rest is over
    for _time in range(2):
        answer = client.get("/sv/bilder/")
        assert "public" in answer["Cache-Control"]
        assert f'alt="{TEXT}"' in answer.content.decode()
    assert image.renditions.count() == 2  # of the page, and for links to it
    caches["pages"].clear()


def test_a_damaged_picture_is_said_in_words_and_disturbs_no_other(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    municipality()
    damaged, other = page_with_a_picture(), ImageFactory.create()
    file = Path(damaged.file.path)
    file.write_bytes(file.read_bytes()[:-30])
    answer = client.get("/sv/bilder/")
    assert (answer.status_code, f"<p>{TEXT}</p>" in answer.content.decode()) == (200, True)
    assert other.get_rendition("width-50").pk


def test_health_says_where_files_cannot_be_stored(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.HEALTH_TOKEN = "t0ken"
    settings.MEDIA_ROOT = tmp_path / "taken" / "media"
    (tmp_path / "taken").write_text("no folder")
    answer = client.get("/healthz?token=t0ken")
    assert answer.status_code == 200
    assert answer.json()["checks"]["media"].startswith("files cannot be stored; ")
    assert answer.json()["checks"]["disk"] == "ok"
