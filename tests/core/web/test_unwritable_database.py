"""A database that takes no writes: what is read is read, and who writes is told what to do."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.conf import settings as configured
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import Settings

from core.models import SentForm
from network.models import VisitRequest
from tests.database_engines import locked
from tests.factories.calls import municipality
from tests.factories.core import PASSWORD, UserFactory, site_tree
from tests.network.cooperation.test_visits import FILLED
from tests.own_database import database_copied, database_used
from tests.required import required

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 30, 10, tzinfo=UTC)
MINUTES = timedelta(minutes=5)
READ = ("/sv/", "/en/", "/sv/sok/?q=vatten", "/sv/utlysningar/")
VISITS = {
    "/sv/anmal-besok/": "Just nu kan inget sparas; felet är vårt",
    "/en/visit/": "Nothing can be saved just now; the fault is ours",
}
READ_ONLY = {
    "sqlite": ("PRAGMA query_only = ON", "PRAGMA query_only = OFF"),
    "postgresql": (
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
    ),
}


@contextmanager
def busy() -> Iterator[None]:
    """Somebody else writes for longer than anybody waits."""
    if connection.vendor == "postgresql":
        _execute("SET lock_timeout = 1")
    with locked("core_sentform", "core_user"):
        yield


@contextmanager
def read_only() -> Iterator[None]:
    on, off = READ_ONLY[connection.vendor]
    _execute(on)
    try:
        yield
    finally:
        _execute(off)


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


Trouble = Callable[[], AbstractContextManager[None]]
each_trouble = pytest.mark.parametrize("trouble", [busy, read_only])


@pytest.fixture(autouse=True)
def database(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One of the test's own, in which nobody waits for a lock."""
    if connection.vendor == "sqlite":
        monkeypatch.setitem(configured.DATABASES["default"]["OPTIONS"], "timeout", 0)
    with database_copied(tmp_path) as name, database_used(name):
        site_tree()
        municipality()
        yield


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(AT, tick=False) as travelling:
        yield travelling


@pytest.fixture
def client() -> Client:
    """A browser: what goes wrong is an answer."""
    return Client(raise_request_exception=False)


@each_trouble
@pytest.mark.parametrize(("url", "said"), VISITS.items())
def test_a_public_form_comes_back_with_what_was_typed_and_can_be_sent_again(
    client: Client, clock: time_machine.Traveller, trouble: Trouble, url: str, said: str
) -> None:
    page = BeautifulSoup(client.get(url).content, "html.parser")
    sent = {**FILLED, "shown": required(page.find("input", {"name": "shown"}))["value"]}
    clock.shift(MINUTES)
    with trouble():
        answer = client.post(url, sent)
    assert answer.status_code == 503
    page = BeautifulSoup(answer.content, "html.parser")
    assert said in " ".join(required(page.select_one("#form-errors")).get_text().split())
    assert required(page.find("textarea", {"name": "message"})).text.strip() == FILLED["message"]
    assert not SentForm.objects.exists()
    assert client.post(url, sent).status_code == 302
    assert VisitRequest.objects.get().message == FILLED["message"]


@each_trouble
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv", ("Just nu kan inget sparas", "ladda sidan på nytt")),
        ("en", ("Nothing can be saved just now", "load this page again")),
    ],
)
def test_any_other_form_says_what_to_do_in_the_readers_language(
    client: Client, trouble: Trouble, language: str, said: tuple[str, str]
) -> None:
    person = UserFactory.create()
    with override(language):
        url = reverse("account_login")
    sent = {"login": person.username, "password": PASSWORD}
    with trouble():
        answer = client.post(url, sent)
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "no-store" in answer["Cache-Control"]
    page = BeautifulSoup(answer.content, "html.parser")
    assert required(page.html)["lang"] == language
    text = " ".join(page.get_text().split())
    assert all(part in text for part in said)
    assert client.post(url, sent).status_code == 302


@each_trouble
def test_who_only_reads_reads_on(
    client: Client,
    clock: time_machine.Traveller,
    settings: Settings,
    trouble: Trouble,
) -> None:
    """A member's session is longer ago than its use is noted, too."""
    member = Client(raise_request_exception=False)
    person = UserFactory.create()
    member.post(reverse("account_login"), {"login": person.username, "password": PASSWORD})
    clock.shift(MINUTES)
    with trouble():
        for reader in (client, member):
            for path in READ:
                assert reader.get(path).status_code == 200, path
    assert member.get("/sv/").status_code == 200
    assert "_auth_user_id" in member.session


def test_a_fault_of_our_own_is_no_matter_of_waiting(client: Client) -> None:
    """A table that is not there is one on any database, and SQLite calls it operational, too."""
    _execute("ALTER TABLE core_sentform RENAME TO core_gone")
    page = BeautifulSoup(client.get("/en/visit/").content, "html.parser")
    shown = required(page.find("input", {"name": "shown"}))["value"]
    with time_machine.travel(datetime.now(UTC) + MINUTES, tick=False):
        answer = client.post("/en/visit/", {**FILLED, "shown": shown})
    assert answer.status_code == 500
    assert "Något gick fel hos oss" in answer.content.decode()
