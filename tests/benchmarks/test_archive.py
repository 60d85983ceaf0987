"""The archive to measure on: written whole, and left for the building of the index to find."""

from typing import Any

from django.test import Client
from django.utils import timezone

from benchmarks.scale import archive
from core.models import VocabularyWord
from core.search import index
from opportunities.finding.search import KIND
from opportunities.models import Call, CallPriority
from tests.factories.calls import area


def count(client: Client, **parameters: Any) -> Any:
    return client.get("/api/calls/", {"status": "all", **parameters}).json()["count"]


def test_calls_are_found_once_the_index_is_built(client: Client, db: None) -> None:
    VocabularyWord.objects.create(area=area("friska-ekosystem"), language="en", word="biodiversity")
    archive.write(60, seed=1, at=timezone.now().isoformat())
    assert Call.objects.count() == 60
    assert count(client) == 0
    index.rebuild(kind=KIND)
    assert count(client) == 60
    assert 0 < count(client, q="climate") < 60
    linked = CallPriority.objects.values("call").distinct().count()
    assert 0 < count(client, priority="friska-ekosystem") == linked < 60
