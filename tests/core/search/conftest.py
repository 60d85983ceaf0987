"""A real search cluster behind a port that misbehaves as told, and a database of a test's own."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import override_settings
from pytest_django import Settings

from core.models import JobRun, SearchNote
from core.search.engines.elastic.address import parse
from core.search.engines.elastic.engine import ElasticEngine
from home.models import StartPage
from opportunities.models import Call
from tests.core.search.clusters import URLS
from tests.core.search.watching import Watched
from tests.fakes.search_server import Mode, search_server
from tests.own_database import database_copied, database_used


@pytest.fixture(scope="module", params=list(URLS))
def watched(request: pytest.FixtureRequest) -> Iterator[Watched]:
    """The cluster behind the port, and the name of an index for the whole module."""
    product, _is, behind = URLS[request.param]().partition("://")
    with search_server(behind) as server:
        found = Watched(server, product, f"t{uuid4().hex}")
        yield found
        drop_indices(found)


@pytest.fixture
def cluster(watched: Watched, settings: Settings) -> Iterator[Watched]:
    """It is well, has no index, and is given all the time it wants."""
    found = replace(watched, prefix=f"t{uuid4().hex}")
    settings.SEARCH_URL = found.url
    settings.SEARCH_TIMEOUT = 30.0
    settings.SEARCH_RETRY_AFTER = 3600.0
    found.server.become(Mode.WELL)
    yield found
    drop_indices(found)


@pytest.fixture(scope="module")
def module_database(database_folder: Path) -> Iterator[str]:
    """The name of a migrated database of the module's own."""
    with database_copied(database_folder) as name:
        yield name


@pytest.fixture
def own_database(module_database: str) -> Iterator[None]:
    """What is written is committed, as every thread sees it."""
    with database_used(module_database):
        yield


@pytest.fixture
def no_pages(db: None) -> None:
    """An index with nothing in it but what the test writes."""
    for page in StartPage.objects.all():
        page.delete()


@pytest.fixture
def emptied(own_database: None) -> Iterator[None]:
    """As it was before, once the test is over."""
    yield
    with override_settings(SEARCH_URL=""):
        for model in (Call, SearchNote, JobRun):
            model.objects.all().delete()


def drop_indices(watched: Watched) -> None:
    """Leave nothing in the cluster."""
    watched.server.become(Mode.WELL)
    indices = ElasticEngine(parse(watched.url)).indices
    for name in indices.aliases():
        indices.drop(name)
