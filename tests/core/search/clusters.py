"""A real cluster for tests of what only a cluster has: indices, aliases, versions."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.db import connection

from core.search.engines import Asked, IndexEntry, Removal
from core.search.engines.base import Record
from core.search.engines.elastic.address import Address, parse
from core.search.engines.elastic.engine import ElasticEngine
from core.search.query import Query, Sort
from core.search.question import Question
from tests.parts import elasticsearch_url, opensearch_url

URLS = {"opensearch": opensearch_url}
# The client of the one, with its own protocol and its own checks, and the server of the other. How
# it speaks is the same whichever database feeds it.
if connection.vendor == "sqlite":
    URLS["elasticsearch-client-through-proxy-on-opensearch"] = elasticsearch_url
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)


@contextmanager
def place(client: str) -> Iterator[Address]:
    """The address of a prefix of its own in the cluster, empty before and after."""
    address = parse(f"{URLS[client]()}/t{uuid4().hex}")
    try:
        yield address
    finally:
        indices = ElasticEngine(address).indices
        for name in indices.aliases():
            indices.drop(name)


def entry(object_id: int, version: int = 2, **fields: Any) -> IndexEntry:
    """A record that is found under `water`."""
    empty: dict[str, Any] = dict.fromkeys(
        ("opens_at", "published_at", "amount_min", "amount_max", "budget", "rate")
    )
    given = {
        "kind": "note",
        "terms": "en_water en_water.2",
        "words": " | water | | | ",
        "readers": ["public"],
        "facets": {"topic": ["water"]},
        "dates": [],
        "ends_at": NOW,
    }
    return IndexEntry(object_id=object_id, version=version, **{**empty, **given, **fields})


def removal(object_id: int, version: int) -> Removal:
    """The same record, to be found no more."""
    return Removal("note", object_id, version)


def versions(address: Address) -> dict[int, int]:
    """What is in the index that is searched: the records with their versions."""
    found: dict[Record, int] = dict(ElasticEngine(address).versions())
    return {object_id: version for (_kind, object_id), version in found.items()}


def everything() -> Asked:
    """A question that finds every record."""
    return Asked(Query(sort=Sort.DEADLINE), Question(), None, NOW)
