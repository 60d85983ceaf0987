"""An import that is started in the admin: done by a worker, stopped, and told of."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from core.files import apart
from core.models import Run
from core.operation.runs import following
from opportunities.imports.feeds import feeds
from opportunities.imports.run import source_row
from opportunities.models import Call, ImportRun, Source
from tests.factories.core import UserFactory
from tests.factories.opportunities import feed, result, write
from tests.fakes.portal import Answer, portal
from tests.own_database import database_copied, database_used
from tests.required import required

pytestmark = pytest.mark.django_db

START = "/admin/snippets/core/run/start/import-eu-portal/"


@pytest.fixture(autouse=True)
def database(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(following, "EVERY", 0)
    monkeypatch.setattr(apart, "EVERY", 0.05)
    with database_copied(tmp_path) as name, database_used(name):
        yield


@pytest.fixture
def admin() -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(UserFactory.create(is_superuser=True))
    return client


def worker() -> None:
    call_command("db_worker", "--batch", "--verbosity", "0")


def asks(url: str) -> None:
    """The source's own address is that."""
    source_row(feeds["eu-portal"])
    Source.objects.update(url=url)


def listed(client: Client) -> str:
    return " ".join(client.get("/admin/snippets/core/run/").content.decode().split())


def test_an_import_asks_the_source_and_says_what_became_of_the_rows(admin: Client) -> None:
    def answer(asked: Any) -> Answer:
        rows = [result("A"), result("B"), "junk"] if asked.page == 1 else []
        return Answer(feed(*rows, totalResults=3, pageNumber=asked.page))

    with portal(answer) as server:
        asks(server.url)
        admin.post(START)
        assert not Call.objects.exists()
        worker()
    assert Call.objects.count() == 2
    done = ImportRun.objects.get()
    assert done.by == Run.objects.get().by
    seen = listed(admin)
    for told in ("received 3", "created 2", "in quarantine 1"):
        assert told in seen
    assert admin.get(_details(admin)).status_code == 200


def test_an_import_by_the_command_is_shown_with_its_rows_as_well(
    admin: Client, tmp_path: Path
) -> None:
    path = write(tmp_path / "feed.json", feed(result("A"), "junk"))
    call_command("import_calls", "eu-portal", "--file", str(path), stdout=StringIO())
    assert "in quarantine 1" in listed(admin)
    assert _details(admin) == reverse(
        "wagtailsnippets_opportunities_importrun:inspect", args=[ImportRun.objects.get().pk]
    )


def _details(client: Client) -> str:
    """Where the page of the run leads to see what it did."""
    run = reverse("wagtailsnippets_core_run:inspect", args=[Run.objects.get().pk])
    page = BeautifulSoup(client.get(run).content, "html.parser")
    return str(required(page.find("a", string="What it did"))["href"])


def test_a_source_that_does_not_answer_is_said_in_a_sentence(admin: Client) -> None:
    with portal(lambda _asked: Answer(status=404)) as server:
        asks(server.url)
        admin.post(START)
        worker()
    assert "with status 404. Nothing was changed." in listed(admin)


def test_an_import_that_waits_for_its_source_can_be_stopped(admin: Client) -> None:
    def stop() -> None:
        admin.post(f"/admin/snippets/core/run/stop/{Run.objects.get().pk}/")
        connection.close()

    def answer(_asked: Any) -> Answer:
        stopping = Thread(target=stop)
        stopping.start()
        stopping.join()
        return Answer(waits=True)

    with portal(answer) as server:
        asks(server.url)
        admin.post(START)
        worker()
    run = Run.objects.get()
    assert (run.state, run.step) == (Run.State.STOPPED, "the source is read")
    assert not ImportRun.objects.exists()
    assert "no call has been changed" in listed(admin)


def test_an_import_that_writes_is_stopped_and_nothing_is_kept(
    admin: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command's, here: the same is seen of it, and stopped in the same way."""
    steps: list[str] = []
    told = following.Teller.__call__

    def stop() -> None:
        admin.post(f"/admin/snippets/core/run/stop/{Run.objects.get().pk}/")
        connection.close()

    def telling(self: following.Teller, step: str, **far: Any) -> None:
        steps.append(step)
        if step == "indexed":
            stopping = Thread(target=stop)
            stopping.start()
            stopping.join()
        told(self, step, **far)

    monkeypatch.setattr(following.Teller, "__call__", telling)
    path = write(tmp_path / "feed.json", feed(result("A"), result("B")))
    with pytest.raises(CommandError, match=r"no call has|ingen utlysning"):
        call_command("import_calls", "eu-portal", "--file", str(path))
    assert list(dict.fromkeys(steps)) == [
        "the source is read",
        "new calls read",
        "changed calls written",
        "calls sorted",
        "indexed",
    ]
    assert Run.objects.get().state == Run.State.STOPPED
    assert not Call.objects.exists()
    assert not ImportRun.objects.exists()
