"""The contract: what every engine of the one search does, and does alike."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.core.search.contract.engines import URLS, UnderTest, rolled_back, running
from tests.core.search.contract.shelf import Shelf, shelf_of


@pytest.fixture(scope="package", params=list(URLS))
def engine(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[UnderTest]:
    """Each engine in turn. What several tests share is written in one transaction around them."""
    with running(request.param) as under_test, django_db_blocker.unblock(), rolled_back():
        yield under_test


@pytest.fixture(scope="module")
def shelf(request: pytest.FixtureRequest, engine: UnderTest) -> Iterator[Shelf]:
    """The module's DOCUMENTS in the index, to read and not to change, and its VOCABULARY."""
    vocabulary = getattr(request.module, "VOCABULARY", "")
    with shelf_of(engine, *request.module.DOCUMENTS, vocabulary=vocabulary) as filled:
        yield filled


@pytest.fixture
def own_shelf(db: None, engine: UnderTest) -> Iterator[Shelf]:
    """An empty index of the test's own, to fill and to change."""
    with shelf_of(engine, kind="own") as empty:
        yield empty
