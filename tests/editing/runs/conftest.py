"""Long work named "count", an administrator who starts it, and what the admin says of it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext_noop

from core.models import AuditEvent, Run, User
from core.operation.alive import living
from core.operation.progress import shown
from core.operation.runs import following, works
from core.operation.runs.works import Work
from core.registry import Registry
from tests.core.operation.examples import note
from tests.factories.core import UserFactory
from tests.own_database import database_copied, database_used

AT = datetime(2026, 11, 30, 8, tzinfo=UTC)
NUMBERS = range(1, 5)
COUNTED = gettext_noop("calls sorted")


@pytest.fixture(autouse=True)
def database(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The worker ends the connection that a test would roll back; and it looks at every item."""
    monkeypatch.setattr(following, "EVERY", 0)
    with database_copied(tmp_path) as name, database_used(name):
        yield


@pytest.fixture
def count(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[int], object]], None]:
    """Work named "count": it writes numbers in one transaction; told what to do at each."""

    def made(at_each: Callable[[int], object]) -> None:
        @transaction.atomic
        def do(_run: Run) -> dict[str, int]:
            for n in shown(NUMBERS, what=COUNTED, total=len(NUMBERS)):
                note(n)
                at_each(n)
            return {"written": len(NUMBERS)}

        work = Work("Count", do, counted=str, stopped="Nothing was counted.")
        registry: Registry[Work] = Registry("sort of long work")
        registry.register("count", work)
        monkeypatch.setattr(works.works, "_parts", dict(registry))

    return made


def editor(*rights: str) -> User:
    """Somebody who may use the admin, with these rights to long work."""
    group = Group.objects.create(name="IT")
    names = ["access_admin", *(f"{right}_run" for right in rights)]
    group.permissions.set(Permission.objects.filter(codename__in=names))
    user: User = UserFactory.create()
    user.groups.add(group)
    return user


def logged_in(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


@pytest.fixture
def admin() -> Client:
    return logged_in(editor("view", "start"))


def address(name: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_core_run:{name}", args=args)


def page(client: Client, url: str = "") -> str:
    """What a page of the admin says, in one line."""
    answer = client.get(url or address("list"))
    assert answer.status_code == 200
    found = BeautifulSoup(answer.content, "html.parser")
    return " ".join((found.select_one("main") or found).get_text(" ").split())


def elsewhere(do: Callable[[], Any]) -> Any:
    """What `do` returns in another process, as it were: with a connection of its own."""
    found: list[Any] = []

    def run() -> None:
        try:
            found.append(do())
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join()
    return found[0]


def worker() -> None:
    call_command("db_worker", "--batch", "--verbosity", "0")


def events() -> list[tuple[str, int | None]]:
    found = AuditEvent.objects.filter(action__endswith="_run").order_by("pk")
    return list(found.values_list("action", "actor_id"))


def dead() -> str:
    """The name of a process of this machine that was killed."""
    with living() as name:
        pass
    return name
