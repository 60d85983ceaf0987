"""A search engine that is killed, ten thousand changes later; and one that is built anew in use.

Small versions, with a port that misbehaves in the place of the killed node, are in
tests/core/search/test_outbox.py.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from random import Random
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.utils import timezone
from pytest_django import Settings

from benchmarks.feed import feed
from core.models import SearchEntry, SearchNote
from core.search import mirror
from core.search.breaker import searching
from core.search.query import Query, Sort
from opportunities.models import Call
from tests.core.search.watching import DATABASE, engine, until
from tests.factories.calls import call
from tests.factories.opportunities import imported
from tests.servers.opensearch import OpenSearch
from tests.soak.steady import Steady, found

pytestmark = [pytest.mark.soak, pytest.mark.django_db]

CALLS = 2_400
CHANGES = 10_000
ENTRIES = 5_000
EVERYTHING = Query(sort=Sort.NEWEST)
CHECK = ("rebuild_search", "--check")


@pytest.fixture
def site(own_database: None, own_node: OpenSearch, settings: Settings) -> OpenSearch:
    """A place of the test's own in the engine, which runs."""
    (node,) = own_node.nodes
    if not node.answers(1, "yellow"):
        own_node.start_node(node)
        own_node.wait(node, nodes=1, status="yellow")
    settings.SEARCH_URL = f"{own_node.url}/t{uuid4().hex}"
    settings.SEARCH_RETRY_AFTER = 1.0
    settings.SEARCH_TIMEOUT = 30.0  # a slow machine is no outage
    return own_node


def answering() -> str:
    """The engine that answers a search now."""
    return found(EVERYTHING, timezone.now())[0]


def import_feed(number: int, calls: int) -> None:
    """A feed that changes every call of the one before."""
    now = timezone.now()
    around = now.date() - timedelta(days=60 - number)
    imported(*feed(calls, around=around)["results"], at=now)


def test_an_engine_killed_ten_thousand_changes_ago_catches_up(
    site: OpenSearch,
    tick: Callable[[], None],
    print_line: Callable[[str], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    import_feed(0, CALLS)
    tick()
    call_command(*CHECK)
    assert answering() == "opensearch"
    (node,) = site.nodes
    node.kill()
    begun = time.monotonic()
    answers = Counter(answering() for _search in range(10))
    random, number = Random(10), 0
    while SearchNote.objects.count() < CHANGES:
        number += 1
        import_feed(number, CALLS)
        calls = list(Call.objects.order_by("pk"))
        for one in random.sample(calls, 60):
            one.title = f"{one.title} {number}"
            one.save()
        for one in random.sample(calls, 60):
            Call.objects.filter(pk=one.pk).delete()
        with pytest.raises(CommandError, match="search-cluster"):
            tick()
        answers[answering()] += 1
    noted, changed = SearchNote.objects.count(), time.monotonic()
    assert set(answers) == {DATABASE}
    site.start_node(node)
    site.wait(node, nodes=1, status="yellow")
    started = time.monotonic()
    tick()
    assert not SearchNote.objects.exists()
    caught_up = time.monotonic()
    call_command(*CHECK)
    until(lambda: answering() == "opensearch")
    assert searching.closed()
    capsys.readouterr()
    print_line(
        f"{noted} changes of {SearchEntry.objects.count()} calls in {changed - begun:.0f} s without"
        f" the engine, made up for in {caught_up - started:.1f} s by one tick"
    )


class Writer(threading.Thread):
    """Somebody who makes, changes and deletes calls until `over`."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.over = threading.Event()
        self.kept: list[int] = []
        self.changes = 0
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            while not self.over.wait(0.05):
                identifier = f"ZEBRA-{self.changes}"
                made = call("Zebrafish", days=3000, areas=("nature",), identifier=identifier)
                self.kept.append(made.pk)
                if len(self.kept) % 3 == 0:
                    gone = self.kept.pop(0)
                    Call.objects.get(pk=gone).delete()
                changed = Call.objects.get(pk=self.kept[0])
                changed.title = f"Zebrafish, again {self.changes}"
                changed.save()
                self.changes += 1
        except Exception as error:  # noqa: BLE001 - the test says it
            self.error = error
        finally:
            connections.close_all()


def test_the_index_is_built_anew_while_the_site_is_used(
    site: OpenSearch,
    tick: Callable[[], None],
    print_line: Callable[[str], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    call("Zebrafish first", areas=("nature",))
    import_feed(0, ENTRIES)
    assert mirror.build(engine()) > ENTRIES * 0.95
    (old,) = engine().indices.aliases()
    # What the writer writes is none of these, whose number is therefore known.
    queries = [Query(text=text) for text in ("energy", "climate adaptation cities", "research")]
    writer = Writer()
    with Steady(timezone.now(), per_second=10, queries=queries) as steady:
        writer.start()
        steady.go_on(2)
        begun = time.monotonic()
        call_command("rebuild_search")
        took = time.monotonic() - begun
        steady.go_on(2)
        writer.over.set()
        writer.join(timeout=60)
    assert writer.error is None
    assert writer.changes > 10
    assert steady.wrong == []
    assert set(steady.answers) == {"opensearch"}
    assert old not in engine().indices.aliases()
    assert len(engine().indices.aliases()) == 1
    tick()
    call_command(*CHECK)
    answered, (count, _hits, _facets) = found(Query(text="zebrafish"), timezone.now())
    assert (answered, count) == ("opensearch", len(writer.kept) + 1)
    capsys.readouterr()
    print_line(f"built anew in {took:.0f} s beside {writer.changes} rounds of changes; {steady}")
