"""A backup under load, the database and the files thrown away, and all of it back again."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import psycopg
import pytest
import requests

from tests.core.operation.backup.conftest import RENEWED
from tests.core.search.watching import until
from tests.parts import ROOT
from tests.servers.postgresql import DATABASE, PostgreSQL
from tests.soak.load import Load
from tests.soak.sites import LIMIT, Site, Web
from tests.soak.stores import PostgresDatabase, SqliteFile, Store, faults

pytestmark = pytest.mark.soak

SETTINGS = "config.settings.dev"  # those of the tests give each process files of its own
WRITERS = ("gran", "tall")
ENOUGH = 30  # files of each writer before the backup begins
# Files with rows, every third of them deleted later; what is committed and stays is noted.
UPLOADS = """
from itertools import count
from django.core.files.base import ContentFile
from core.models import Document
going = []
with open({noted!r}, "a") as noted:
    for number in count(1):
        title = "{writer}{{}} Ärende 🌍".format(number)
        file = ContentFile(title.encode() * 1000, title + ".txt")
        document = Document.objects.create(title=title, visibility="public", file=file)
        if number % 3:
            print(document.pk, document.file.name, title, sep="|", file=noted, flush=True)
        else:
            going.append(document)
        if len(going) > 5:
            going.pop(0).delete()
"""


def noted(folder: Path) -> list[list[str]]:
    """Key, file and title of what was committed and stays."""
    lines = [line for path in folder.glob("*.noted") for line in path.read_text().splitlines(True)]
    return [line.strip().split("|") for line in lines if line.endswith("\n")]


def lose_file(site: Site, path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def lose_database(server: PostgreSQL) -> None:
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{DATABASE}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{DATABASE}"')


def play(site: Site, store: Store, lose: Callable[[], None], say: Callable[[str], None]) -> None:
    web, archive = Web(site), site.folder / "under-load.backup"
    uploads, load = [], None
    try:
        site.manage_all(
            ["migrate", "--verbosity=0"],
            ["load_profile", "kristianstad"],
            ["load_demo"],
        )
        web.start()
        web.wait()
        calls = [key for (key,) in store.rows("SELECT id FROM opportunities_call")]
        ((area,),) = store.rows("SELECT id FROM core_priorityarea ORDER BY id LIMIT 1")
        load = Load(web.address, calls, area, Random(14))
        load.start()
        for writer in WRITERS:
            path = str(site.folder / f"{writer}.noted")
            script = UPLOADS.format(noted=path, writer=writer)
            manage = [str(ROOT / "manage.py"), "shell", "--no-imports", "-c", script]
            uploads.append(site.begin(*manage))
        enough = ENOUGH * len(WRITERS)
        until(lambda: len(noted(site.folder)) >= enough, seconds=LIMIT)
        assert load.under_way.wait(timeout=LIMIT), load.failures

        before, saved = noted(site.folder), set(load.saved)
        made = json.loads(site.manage("backup", str(archive)).splitlines()[-1])
        until(lambda: len(noted(site.folder)) > len(before) + 5, seconds=LIMIT)  # they go on
        load.stop()
    finally:
        for process in uploads:
            process.kill()
            process.wait(timeout=30)
        web.kill()
    assert load.failures == []

    lose()
    shutil.rmtree(site.folder / "media")
    told = json.loads(site.manage("restore", str(archive)).splitlines()[-1])
    assert (told["rows"], told["files"]) == (made["rows"], made["files"])
    assert faults(store) == {}
    there = dict(store.rows("SELECT id, title FROM core_document"))
    for key, file, title in before:
        assert there[int(key)] == title
        assert (site.folder / "media" / file).read_bytes() == title.encode() * 1000
    decided = {key for (key,) in store.rows("SELECT call_id FROM opportunities_callpriority")}
    assert saved <= decided
    site.manage("rebuild_search", "--check")
    say(f"{len(before)} files and {len(saved)} decisions before the backup; {made}")
    try:
        web.start()
        web.wait()
        for _key, _file, title in before[:: len(before) // 5]:
            page = requests.get(f"{web.address}/sv/sok/", {"q": title.split()[0]}, timeout=60)
            assert title in page.text
        # And once more below a site that runs, which goes on with what is restored.
        site.manage("restore", str(archive), "--replace")
        assert requests.get(f"{web.address}/sv/", timeout=60).status_code == 200
        assert faults(store) == {}
    finally:
        web.kill()


def test_nothing_committed_before_it_is_lost_on_sqlite(
    tmp_path: Path, print_line: Callable[[str], None]
) -> None:
    store = SqliteFile(tmp_path / "omvarld.sqlite3")
    site = Site(tmp_path, store.url, settings=SETTINGS)
    play(site, store, lambda: lose_file(site, store.path), print_line)


def test_nothing_committed_before_it_is_lost_on_postgresql(
    tmp_path: Path, own_postgresql: PostgreSQL, print_line: Callable[[str], None]
) -> None:
    store = PostgresDatabase(own_postgresql.url())
    site = Site(tmp_path, store.url, settings=SETTINGS)
    play(site, store, lambda: lose_database(own_postgresql), print_line)


def test_a_backup_of_one_database_is_restored_into_the_other(
    tmp_path: Path, own_postgresql: PostgreSQL
) -> None:
    """There and back: every row is the same, though the two write a number in two ways."""
    lose_database(own_postgresql)
    one, two = SqliteFile(tmp_path / "here.sqlite3"), SqliteFile(tmp_path / "back.sqlite3")
    here, there, back = (
        Site(tmp_path, url, settings=SETTINGS) for url in (one.url, own_postgresql.url(), two.url)
    )
    here.manage_all(["migrate", "--verbosity=0"], ["load_profile", "kristianstad"], ["load_demo"])
    here.manage("backup", str(tmp_path / "1"))
    there.manage("restore", str(tmp_path / "1"), "--replace")
    there.manage("rebuild_search", "--check")
    there.manage("backup", str(tmp_path / "2"))
    back.manage("restore", str(tmp_path / "2"), "--replace")
    tables = one.rows("SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main'")
    for (table,) in tables:
        made_anew = table.startswith(("core_search", "wagtailsearch", "sqlite_", "django_"))
        if not made_anew and table not in RENEWED:
            rows = [
                sorted(map(plain, store.rows(f'SELECT * FROM "{table}"'))) for store in (one, two)
            ]
            assert rows[0] == rows[1], table


def plain(row: tuple) -> str:
    """JSON without the order that its writer gave it."""
    return repr([_plain(value) for value in row])


def _plain(value: object) -> object:
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.dumps(json.loads(value), sort_keys=True)
        except ValueError:
            return value
    return value
