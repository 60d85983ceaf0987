"""kill -9 at any moment: nothing is broken, nothing half done, and the cluster catches up."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from pytest_django import Settings

from core.models import SearchNote
from core.search.engines.elastic.address import parse
from core.search.engines.elastic.engine import ElasticEngine
from opportunities.models import Call, ImportRun
from tests.core.search.watching import until
from tests.parts import ROOT, opensearch_url
from tests.servers.postgresql import PostgreSQL
from tests.servers.processes import wait_until
from tests.soak.rounds import CHECK, ROWS, Rounds, write_feed
from tests.soak.sites import LIMIT, Site
from tests.soak.stores import PostgresDatabase, SqliteFile, Store, faults
from tests.soak.work import Work

KILLS = 20
FEW = 2
HELD = 5  # looks in a row, of 10 ms each


@pytest.fixture
def search_url() -> Iterator[str]:
    """A place of the test's own in the cluster."""
    url = f"{opensearch_url()}/t{uuid4().hex}"
    yield url
    indices = ElasticEngine(parse(url)).indices
    for name in indices.aliases():
        indices.drop(name)


@contextmanager
def played(site: Site, store: Store) -> Iterator[Rounds]:
    rounds = Rounds(site, store, Random(20))
    try:
        rounds.prepare()
        yield rounds
    finally:
        rounds.stop()


def play(site: Site, store: Store, say: Callable[[str], None]) -> None:
    with played(site, store) as rounds:
        for _number in range(KILLS):
            rounds.play()
    say(str(rounds.tally))
    assert rounds.tally.web == KILLS
    assert rounds.tally.workers == KILLS
    assert rounds.tally.importers > KILLS / 2


@pytest.mark.soak
def test_twenty_kills_on_sqlite(
    tmp_path: Path, search_url: str, print_line: Callable[[str], None]
) -> None:
    store = SqliteFile(tmp_path / "killed.sqlite3")
    play(Site(tmp_path, store.url, search_url), store, print_line)


@pytest.mark.soak
def test_twenty_kills_on_postgresql(
    tmp_path: Path, search_url: str, own_postgresql: PostgreSQL, print_line: Callable[[str], None]
) -> None:
    store = PostgresDatabase(own_postgresql.url())
    play(Site(tmp_path, store.url, search_url), store, print_line)


@pytest.fixture
def store(own_database: None) -> Store:
    """The test's own database, of the kind that the session has."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return SqliteFile(Path(name))
    url = urlsplit(os.environ["DATABASE_URL"])
    return PostgresDatabase(url._replace(path=f"/{name}").geturl())


def kill_importer(site: Site, when: Callable[[], bool]) -> None:
    """Start an import, and kill it as soon as the condition holds."""
    manage = [str(ROOT / "manage.py"), "import_calls", "eu-portal", "--file"]
    importer = site.begin(*manage, str(site.folder / "feed.json"))
    try:
        until(lambda: when() or importer.poll() is not None)
    finally:
        importer.kill()
    assert importer.wait(timeout=30) == -9, site.log.read_text()[-3000:]


@dataclass
class Held:
    """Whether somebody has been writing for a while: no short write, but the import's own."""

    store: Store
    looks: int = 0

    def __call__(self) -> bool:
        self.looks = self.looks + 1 if self.store.writes() else 0
        return self.looks >= HELD


@pytest.mark.django_db
def test_an_import_killed_in_its_transaction_and_after_it(
    store: Store,
    tmp_path: Path,
    search_url: str,
    settings: Settings,
    tick: Callable[[], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings.SEARCH_URL, settings.LOCK_ROOT = search_url, str(tmp_path / "locks")
    write_feed(tmp_path, 0)
    tick()  # the cluster has an index
    site = Site(tmp_path, store.url, search_url)

    kill_importer(site, Held(store))
    assert not ImportRun.objects.exists()
    assert not Call.objects.exists()
    is_whole(store, tick)

    kill_importer(site, ImportRun.objects.exists)
    assert Call.objects.count() == ImportRun.objects.get().created > ROWS / 2
    is_whole(store, tick)

    capsys.readouterr()
    call_command("import_calls", "eu-portal", file=tmp_path / "feed.json")
    report = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (report["received"], report["created"], report["updated"]) == (ROWS, 0, 0)


@pytest.mark.django_db
@pytest.mark.long
def test_a_worker_killed_at_its_work(store: Store, tmp_path: Path) -> None:
    site, work, manage = Site(tmp_path, store.url), Work(tmp_path), str(ROOT / "manage.py")
    site.manage("shell", "--no-imports", "-c", work.script(3 * FEW))
    for _time in range(FEW):
        before, worker = work.begun, site.begin(manage, "db_worker")
        wait_until(lambda: work.begun > before, worker, log=site.log, seconds=LIMIT)  # noqa: B023
        worker.kill()
        worker.wait(timeout=30)
    assert len(work.faults(store)) >= FEW
    site.manage_all(["tick"], ["db_worker", "--batch", "--verbosity=0"])
    assert work.faults(store) == []
    assert work.begun >= 3 * FEW


def is_whole(store: Store, tick: Callable[[], None]) -> None:
    """The database needs no repair, and after a tick the cluster equals it."""
    assert faults(store) == {}
    with override_settings(SEARCH_URL=""):
        call_command(*CHECK)
    tick()
    assert not SearchNote.objects.exists()
    call_command(*CHECK)
