"""The engines that are measured: where a site keeps its calls and index, and what that costs."""

import shutil
import signal
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import requests

from benchmarks.site import ROOT, Site
from tests.servers import opensearch, postgresql
from tests.servers.processes import stop

KEPT = ROOT / "var" / "bench"
HEAP = "1g"  # of OpenSearch
MB = 1024**2


class MeasuredEngine(ABC):
    """One engine. Sizes are MB."""

    name: str
    title: str
    database: str  # the engine of the database; a cluster is fed from one

    @abstractmethod
    def site(self, name: str) -> Site:
        """The site of that name, whether it exists or not."""

    @abstractmethod
    def clear(self, site: Site) -> None:
        """Leave an empty database."""

    @abstractmethod
    def size(self, site: Site) -> float:
        """Of the database, its index included, once it has tidied up after much was written."""

    def cluster_size(self, site: Site) -> float:
        """Of an index outside the database."""
        return 0.0

    def servers(self) -> Sequence[int]:
        """The first process of each server beside the site's own."""
        return ()

    def folder(self, name: str) -> Path:
        """Where the site keeps its files; sites on the same database share it."""
        folder = KEPT / f"{self.database}-{name}"
        folder.mkdir(parents=True, exist_ok=True)
        return folder


class Sqlite(MeasuredEngine):
    name = database = "sqlite"
    title = f"SQLite {sqlite3.sqlite_version}"

    def site(self, name: str) -> Site:
        return Site(self.folder(name))

    def clear(self, site: Site) -> None:
        shutil.rmtree(site.folder)
        site.folder.mkdir()

    def size(self, site: Site) -> float:
        path = site.folder / "bench.sqlite3"
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        return path.stat().st_size / MB


class PostgreSQL(MeasuredEngine):
    name = database = "postgresql"

    def __init__(self, server: postgresql.PostgreSQL) -> None:
        self.server = server
        self.title = f"PostgreSQL {self._ask('postgres', 'SHOW server_version').split()[0]}"

    def site(self, name: str) -> Site:
        return Site(self.folder(name), database_url=self.server.url(_database(name)))

    def clear(self, site: Site) -> None:
        name = site.database_url.rpartition("/")[2]
        with psycopg.connect(self.server.url("postgres"), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "{name}"')

    def size(self, site: Site) -> float:
        name = site.database_url.rpartition("/")[2]
        with psycopg.connect(site.database_url, autocommit=True) as connection:
            connection.execute("VACUUM (ANALYZE)")  # as autovacuum does within minutes
            connection.execute("CHECKPOINT")
        return self._ask(name, "SELECT pg_database_size(current_database())") / MB

    def servers(self) -> Sequence[int]:
        return (self.server.process.pid,)

    def _ask(self, database: str, sql: str) -> Any:
        with psycopg.connect(self.server.url(database)) as connection:
            row = connection.execute(sql).fetchone()
        return row[0] if row else None


class OpenSearch(PostgreSQL):
    """A cluster of one node that is fed from PostgreSQL."""

    name = "opensearch"

    def __init__(self, server: postgresql.PostgreSQL, cluster: opensearch.OpenSearch) -> None:
        super().__init__(server)
        self.cluster = cluster
        about = requests.get(f"http://{self.host}/", timeout=30).json()
        self.title = f"OpenSearch {about['version']['number']} fed from {self.title}"

    @property
    def host(self) -> str:
        return self.cluster.nodes[0].host

    def site(self, name: str) -> Site:
        database_url = self.server.url(_database(name))
        return Site(self.folder(name), database_url, f"{self.cluster.url}/bench-{name}")

    def cluster_size(self, site: Site) -> float:
        prefix = site.search_url.rpartition("/")[2]
        address = f"http://{self.host}/_cat/indices/{prefix}*"
        requests.post(f"http://{self.host}/{prefix}*/_flush", timeout=300).raise_for_status()
        indices = requests.get(address, params={"format": "json", "bytes": "b"}, timeout=30).json()
        return sum(int(index["store.size"]) for index in indices) / MB

    def servers(self) -> Sequence[int]:
        nodes = (node.process.pid for node in self.cluster.nodes if node.process)
        return (*super().servers(), *nodes)


class _Kept(postgresql.PostgreSQL):
    """A server whose data stay when it stops."""

    def _make_data_folder(self) -> None:
        if (self.folder / "data" / "PG_VERSION").exists():
            self.password = (self.folder / "password").read_text()
        else:
            super()._make_data_folder()


@contextmanager
def running(name: str) -> Iterator[MeasuredEngine]:
    """The engine of that name with its servers, stopped afterwards. Raises Missing, StartFailed."""
    if name == Sqlite.name:
        yield Sqlite()
        return
    with _postgresql() as server:
        if name == PostgreSQL.name:
            yield PostgreSQL(server)
            return
        folder = KEPT / "opensearch"
        folder.mkdir(parents=True, exist_ok=True)
        cluster = opensearch.OpenSearch(folder, ["n1"], heap=HEAP, lasting=True)
        try:
            cluster.start()
            yield OpenSearch(server, cluster)
        finally:
            cluster.kill()


@contextmanager
def _postgresql() -> Iterator[postgresql.PostgreSQL]:
    folder = KEPT / "postgresql"
    folder.mkdir(parents=True, exist_ok=True)
    server = _Kept(folder, durable=True)
    server.start()
    try:
        yield server
    finally:
        stop(server.process, signal.SIGINT)


def _database(name: str) -> str:
    return f"omvarld_{name.replace('-', '_')}"
