"""The engine on servers of its own, as core.search.engines.base.Cluster describes it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import partial
from typing import Any

from django.conf import settings

from core.search.engines.base import (
    Asked,
    EngineAnswer,
    EngineError,
    Hit,
    IndexEntry,
    QueryRefused,
    Record,
    Removal,
)
from core.search.engines.elastic import queries, reading, writing
from core.search.engines.elastic.address import Address
from core.search.engines.elastic.client import Client, Deadline, Failure, client, line, whole
from core.search.engines.elastic.documents import record
from core.search.engines.elastic.indices import SECONDS, Indices

FEW = 100  # changes that are to be seen at once
REFUSED = 400
SCANNED = 5_000  # documents per request


class ElasticEngine:
    """One for each search: all its requests share settings.SEARCH_TIMEOUT.

    It is cheap: engines share the client with its connections.
    """

    def __init__(self, address: Address) -> None:
        self.name = address.product
        self.client: Client = client(address)
        self.indices = Indices(self.client, address.prefix)
        self.deadline = Deadline(settings.SEARCH_TIMEOUT)

    def search(self, asked: Asked) -> EngineAnswer:
        """Answer a query, or raise EngineError."""
        parts = queries.parts(asked)
        try:
            answers = self._search([part.to_dict() for part in parts.values()])
        except Failure as failure:
            if failure.status == REFUSED:
                raise QueryRefused(str(failure)) from failure
            raise
        return reading.answer(dict(zip(parts, answers, strict=True)), asked)

    def hits(self, asked: Asked) -> Sequence[Hit]:
        """The page of hits alone, as a whole search has it."""
        return self.search(asked).hits

    def trial(self) -> None:
        """Raise EngineError unless a search is answered in full."""
        self._search([{"size": 0, "track_total_hits": True}])

    def exists(self) -> bool:
        """Whether there is an index of today's definition to write to and to search."""
        return self.indices.current in self.indices.targets()

    def send(
        self, changes: Sequence[IndexEntry | Removal], *, seconds: float | None = None
    ) -> Set[Record]:
        """Make the changes, in the index that is searched and in one that is being built."""
        deadline = Deadline(SECONDS if seconds is None else seconds)
        targets = self.indices.targets(deadline.left())
        if self.indices.current not in targets:
            raise EngineError("there is no index")
        return writing.bulk(
            self.client,
            changes,
            targets,
            left=_patient if seconds is None else deadline.left,
            refresh=len(changes) <= FEW,
            may_vanish=self.indices.next,
        )

    def build(self, batches: Iterable[Sequence[IndexEntry]]) -> int:
        """Build a new index beside the old one, then replace it; returns how many entries."""
        name = self.indices.create()
        try:
            count = 0
            for batch in batches:
                self.indices.building(name)
                refused = writing.bulk(self.client, batch, [self.indices.next], left=_patient)
                count += len(batch) - len(refused)
            self.indices.building(name)
            self.indices.finish(name)
            self.indices.swap(name)
        except BaseException:
            self.indices.give_up(name)
            raise
        return count

    def versions(self) -> Iterator[tuple[Record, int]]:
        """Every record in the index with its version."""
        self.client.request("POST", f"/{self.indices.current}/_refresh", seconds=SECONDS)
        body: dict[str, Any] = {"size": SCANNED, "version": True, "_source": False}
        body["sort"] = ["kind", "object_id"]
        while True:
            (answer,) = self._search([body], SECONDS)
            with whole():
                hits = [(record(hit["_id"]), hit["_version"]) for hit in answer["hits"]["hits"]]
                if not hits:
                    return
                body["search_after"] = answer["hits"]["hits"][-1]["sort"]
            yield from hits

    def _search(self, bodies: Sequence[Mapping[str, Any]], seconds: float | None = None) -> Any:
        """The whole answer to each of these searches, asked together."""
        header = {"index": self.indices.current, "allow_partial_search_results": False}
        answers = self.client.request(
            "POST",
            "/_msearch",
            seconds=self.deadline.left() if seconds is None else seconds,
            body=b"".join(line(content) for body in bodies for content in (header, body)),
            check=partial(reading.check, number=len(bodies)),
        )
        return answers["responses"]


def _patient() -> float:
    """The seconds for a request for which nobody waits."""
    return SECONDS
