"""Servers that a test may kill, and a line for what a long run has done."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from core.models import JobRun
from tests.own_database import database_copied, database_used
from tests.parts import require
from tests.servers import opensearch, postgresql
from tests.servers.opensearch import OpenSearch
from tests.servers.postgresql import PostgreSQL
from tests.servers.processes import Missing

Server = TypeVar("Server")


@contextmanager
def started(part: str, server: AbstractContextManager[Server]) -> Iterator[Server]:
    """A server, or the test stops where the machine lacks it (tests.parts.require)."""
    try:
        found = server.__enter__()
    except Missing as missing:
        require(part, False, str(missing))
        raise
    try:
        yield found
    finally:
        server.__exit__(None, None, None)


@pytest.fixture(scope="module")
def own_node() -> Iterator[OpenSearch]:
    """An OpenSearch of one node, for a module that kills it."""
    with started("OpenSearch", opensearch.running()) as server:
        yield server


@pytest.fixture(scope="module")
def three_nodes() -> Iterator[OpenSearch]:
    """A cluster of three."""
    with started("OpenSearch", opensearch.running(nodes=3)) as servers:
        yield servers


@pytest.fixture(scope="module")
def own_postgresql() -> Iterator[PostgreSQL]:
    """A PostgreSQL that writes as one in use does."""
    with started("PostgreSQL", postgresql.running(durable=True)) as server:
        yield server


@pytest.fixture
def own_database(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> Iterator[None]:
    """A database in which what is written is committed, as threads and processes see it.

    The test is marked with django_db (tests.own_database).
    """
    with django_db_blocker.unblock(), database_copied(tmp_path) as name, database_used(name):
        yield


@pytest.fixture
def print_line(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Print a line that is seen though the test passes."""

    def line(text: str) -> None:
        with capsys.disabled():
            print(f"\n    {text}", end=" ", flush=True)

    return line


@pytest.fixture
def tick() -> Callable[[], None]:
    """`manage.py tick` a minute later; the comparison of every night is not due."""

    def run() -> None:
        now = timezone.now()
        JobRun.objects.update_or_create(
            name="search-cluster-check", defaults={"started_at": now + timedelta(days=1)}
        )
        JobRun.objects.filter(name="search-cluster").delete()
        call_command("tick")

    return run
