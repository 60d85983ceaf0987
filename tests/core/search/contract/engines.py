"""The engines that the contract is kept by, and how a test has each know what changed."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import TestCase

from core.models import SearchNote
from core.search import engines, mirror
from core.search.engines.elastic.engine import ElasticEngine
from core.search.engines.sql import SqlEngine
from tests.core.search import clusters

DATABASE = connection.vendor
PATIENCE = 60.0  # seconds: what a busy machine does to the time-outs is not asked here

URLS: dict[str, Callable[[], str]] = {DATABASE: lambda: ""}
if DATABASE == "sqlite":  # the same cluster, whichever database feeds it: once is enough
    URLS |= clusters.URLS


@contextmanager
def rolled_back() -> Iterator[None]:
    """Whatever is written in it is so until its end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass
class UnderTest:
    """An engine, by the name that it gives itself in its answers."""

    name: str
    telling: bool = False

    @contextmanager
    def told(self) -> Iterator[None]:
        """The changes made in it are committed as far as the engine goes, which takes them all.

        One in another is part of the same commit.
        """
        if self.telling:
            yield
            return
        self.telling = True
        try:
            with TestCase.captureOnCommitCallbacks(execute=True):
                yield
        finally:
            self.telling = False
        if cluster := engines.cluster():
            assert not SearchNote.objects.exists()
            assert not mirror.check(cluster)  # which waits until all is searchable

    @contextmanager
    def emptied(self) -> Iterator[None]:
        """Begin with an empty index, and leave nothing in the database."""
        with rolled_back():
            if cluster := engines.cluster():
                mirror.build(cluster)
            yield


@contextmanager
def running(wanted: str) -> Iterator[UnderTest]:
    """Make the site search with that engine and with nothing else, or stop the test."""
    url = URLS[wanted]()
    with pytest.MonkeyPatch.context() as patch:
        if url:
            worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
            patch.setattr(settings, "SEARCH_URL", f"{url}/contract-{worker}")
            patch.setattr(settings, "SEARCH_TIMEOUT", PATIENCE)
            patch.setattr(SqlEngine, "search", _refuse)
        yield UnderTest(wanted.partition("-")[0])
        if isinstance(cluster := engines.cluster(), ElasticEngine):
            for index in cluster.indices.aliases():
                cluster.indices.drop(index)


def _refuse(*arguments: object) -> None:
    raise AssertionError("the database answered for the cluster")
