"""A change and the note that the cluster has to be told are one; the note waits until it is."""

from collections.abc import Callable
from contextlib import suppress

import pytest
import requests
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from core.models import SearchEntry, SearchNote
from core.search import entries, mirror, outbox
from core.search.breaker import searching, writing
from core.search.engines import Removal
from core.search.engines.elastic import writing as elastic
from core.search.index import index, remove
from opportunities.models import Call
from tests.core.search.changing import LATER, agrees, beside, many
from tests.core.search.watching import DATABASE, Watched, engine, nobody_tries, titles, until
from tests.factories.calls import call
from tests.fakes.search_server import Mode
from tests.required import required

pytestmark = pytest.mark.django_db
TROUBLES = [m for m in Mode if m not in (Mode.WELL, Mode.TOLD, Mode.HALF, Mode.LATE)]


class Interrupted(Exception):
    """Something else goes wrong."""


def notes() -> int:
    return SearchNote.objects.count()


class TestOneTransaction:
    """No cluster is needed: nothing is ever sent."""

    @pytest.fixture(autouse=True)
    def somewhere(self, no_pages: None, settings: Settings) -> None:
        settings.SEARCH_URL = "opensearch://127.0.0.1:1/never"

    def test_a_change_is_noted_with_its_version(self) -> None:
        made = call("Water")
        entry = SearchEntry.objects.get(object_id=made.pk)
        note = required(SearchNote.objects.last())
        assert (note.kind, note.object_id, note.version) == ("call", made.pk, entry.pk * 2)
        remove(kind="call", ids=[made.pk])
        assert required(SearchNote.objects.last()).version == entry.pk * 2 + 1

    def test_what_is_not_changed_is_not_noted(self) -> None:
        made = call("Water")
        before = notes()
        index(kind="call", ids=[made.pk])
        assert notes() == before

    def test_a_rollback_leaves_neither(self) -> None:
        with suppress(Interrupted), transaction.atomic():
            call("Water")
            assert notes()
            raise Interrupted
        assert (Call.objects.count(), SearchEntry.objects.count(), notes()) == (0, 0, 0)

    def test_a_rollback_leaves_what_was(self) -> None:
        made = call("Water")
        before = notes()
        with suppress(Interrupted), transaction.atomic():
            Call.objects.get(pk=made.pk).delete()
            raise Interrupted
        assert (SearchEntry.objects.count(), notes()) == (1, before)

    def test_an_import_that_stops_half_way_leaves_neither(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        written = []

        def second_fails(changed: list[SearchEntry]) -> None:
            written.append(len(changed))
            if len(written) == 2:
                raise Interrupted
            noting(changed)

        noting = outbox.note_changed
        monkeypatch.setattr(outbox, "note_changed", second_fails)
        monkeypatch.setattr("core.search.index.CHUNK", 10)
        with pytest.raises(Interrupted):
            many("Water", 15)
        assert written == [10, 5]
        assert (Call.objects.count(), SearchEntry.objects.count(), notes()) == (0, 0, 0)

    def test_without_a_cluster_nothing_is_noted(self, settings: Settings) -> None:
        settings.SEARCH_URL = ""
        made = call("Water")
        made.delete()
        many("Energy", 3)
        assert notes() == 0
        assert outbox.deliver() == 0


@pytest.fixture
def site(emptied: None, cluster: Watched) -> Watched:
    """Everything is committed, and the cluster has an index."""
    mirror.build(engine())
    return cluster


def after_tick(site: Watched) -> None:
    call_command("tick")


def after_the_next_save(site: Watched) -> None:
    site.rest_over()
    searching.close()
    saved = Call.objects.get(title="Water 3")
    saved.title = "Water 3, saved"
    saved.save()


def after_a_search_that_tried_it(site: Watched) -> None:
    site.is_well_again()


@pytest.mark.parametrize(
    ("number", "then"),
    [(300, after_tick), (30, after_the_next_save), (30, after_a_search_that_tried_it)],
)
def test_what_changed_while_the_cluster_was_away_is_made_up_for(
    site: Watched,
    number: int,
    then: Callable[[Watched], None],
) -> None:
    many("Otter", number)
    assert notes() == 0
    site.server.become(Mode.REFUSES)
    many("Water", number, esDA_IngestDate=LATER)
    call("Water, the last of all")
    Call.objects.get(title="Water 7").delete()
    assert notes() > number
    assert site.api("water")["engine"] == DATABASE
    site.server.become(Mode.WELL)
    then(site)
    assert notes() == 0
    agrees()
    if not searching.closed():
        site.is_well_again()
    answer = site.api("water")
    assert (answer["engine"], answer["count"]) == (site.product, number)
    assert site.api("otter")["count"] == 0


def test_saving_goes_on_whatever_the_cluster_does(site: Watched, settings: Settings) -> None:
    made = call("Water")
    for mode in TROUBLES:
        settings.SEARCH_TIMEOUT = 0.2
        site.server.become(mode)
        made.title = f"Water {mode.name}"
        made.save()
        assert (notes(), writing.closed()) == (1, False), mode
        asked = len(site.server.asked)
        made.title += " again"
        made.save()  # as others save meanwhile
        assert (notes(), len(site.server.asked)) == (2, asked), mode
        settings.SEARCH_TIMEOUT = 30.0
        site.server.become(Mode.WELL)
        assert outbox.deliver() == 2
        assert titles(site.api()) == [made.title]


def test_who_saves_does_not_wait_for_a_cluster_that_a_search_found_away(site: Watched) -> None:
    site.server.become(Mode.UNAVAILABLE)
    site.api()
    asked = len(site.server.asked)
    call("Water")
    assert len(site.server.asked) == asked
    assert notes()


def test_a_cluster_that_is_read_only_for_want_of_disk_goes_on_answering(
    site: Watched, client: Client, settings: Settings
) -> None:
    settings.HEALTH_TOKEN = "t0ken"
    call("Water")
    for state in (True, None):
        block = {"index.blocks.read_only_allow_delete": state}
        answer = requests.put(f"{site.behind}/{site.prefix}*/_settings", json=block, timeout=30)
        assert answer.status_code == 200, answer.text
        if state:
            call("Water too")
            mirror.keep_up(timezone.now())
            waiting = notes()
            assert waiting
            found = site.api()
            assert (found["engine"], titles(found)) == (site.product, ["Water"])
            health = client.get("/healthz?token=t0ken")
            assert health.status_code == 200
            said = f"takes no changes; {waiting} changes wait"
            assert health.json()["checks"]["search_cluster"] == said
    assert outbox.deliver() == waiting
    assert site.api()["count"] == 2
    assert client.get("/healthz?token=t0ken").json()["checks"]["search_cluster"] == "ok"


def test_an_older_state_that_comes_late_changes_nothing(site: Watched) -> None:
    made = call("Water")
    (old,) = entries.present([("call", made.pk)])
    made.title = "Energy"
    made.save()
    assert engine().send([old]) == set()
    assert engine().send([Removal("call", made.pk, old.version + 1)]) == set()
    assert titles(site.api("energy")) == ["Energy"]
    assert site.api("water")["count"] == 0
    made.delete()
    assert engine().send([old]) == set()
    assert site.api("water")["count"] == 0
    assert not mirror.check(engine())


def test_what_is_removed_and_made_anew_meanwhile_is_there(site: Watched) -> None:
    kept, gone = call("Water"), call("Water under the bridge")
    site.server.become(Mode.REFUSES)
    for made in (kept, gone):
        remove(kind="call", ids=[made.pk])
    index(kind="call", ids=[kept.pk])
    site.server.become(Mode.WELL)
    outbox.deliver()
    assert titles(site.api()) == ["Water"]
    index(kind="call", ids=[gone.pk])
    assert site.api()["count"] == 2


def test_of_the_notes_of_one_record_in_several_batches_the_last_one_counts(
    site: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "BATCH", 1)
    site.server.become(Mode.REFUSES)
    made, other = call("Water"), call("Water under the bridge")
    made.title = "Energy"
    made.save()
    other.delete()
    site.server.become(Mode.WELL)
    assert outbox.deliver() == 6
    assert titles(site.api("energy")) == ["Energy"]
    assert site.api("water")["count"] == 0


def test_what_the_cluster_refuses_stands_in_nobodys_way_and_is_reported(
    site: Watched,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A document with a field that the index does not know, as the cluster itself refuses it."""
    monkeypatch.setattr(outbox, "BATCH", 2)
    site.server.become(Mode.REFUSES)
    refused, *others = [call(f"Water {number}") for number in range(5)]
    whole = elastic.document
    monkeypatch.setattr(
        elastic,
        "document",
        lambda e: whole(e) | ({"poison": 1} if e.object_id == refused.pk else {}),
    )
    site.server.become(Mode.WELL)
    before = notes()
    assert 0 < outbox.deliver() < before
    left = SearchNote.objects.values_list("object_id", flat=True)
    assert set(left) == {refused.pk}
    assert f"call-{refused.pk} is refused" in caplog.text
    assert writing.closed()
    assert site.api()["count"] == len(others)
    with pytest.raises(CommandError):
        call_command("rebuild_search", check=True)
    with pytest.raises(CommandError):
        call_command("rebuild_search", repair=True)
    assert f"missing: call {refused.pk}\n" in capsys.readouterr().out
    monkeypatch.setattr(elastic, "document", whole)
    outbox.deliver()
    assert notes() == 0
    assert site.api()["count"] == 5


def test_several_who_deliver_at_once_do_no_harm(
    site: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "BATCH", 7)
    site.server.become(Mode.REFUSES)
    many("Otter", 40)
    many("Water", 40, esDA_IngestDate=LATER)
    site.server.become(Mode.WELL)
    with beside(outbox.deliver), beside(outbox.deliver), beside(outbox.deliver):
        for number, changing in enumerate(Call.objects.order_by("pk")[:10]):
            changing.title = f"Water {number}, changed meanwhile"
            changing.save()
    outbox.deliver()
    assert notes() == 0
    agrees()
    assert site.api("water")["count"] == 40
    assert site.api("meanwhile")["count"] == 10
    until(nobody_tries)
