"""The cluster's index is our own in another place: built beside the old, compared and mended."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import StringIO
from itertools import count
from threading import Event

import pytest
import requests
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.utils.translation import override

from core.search import entries, mirror, outbox
from core.search.engines import EngineError, IndexEntry
from core.search.engines.base import Record
from core.search.engines.elastic.engine import ElasticEngine
from core.search.engines.elastic.indices import Indices
from opportunities.models import Call
from tests.core.search.changing import agrees, beside, many
from tests.core.search.watching import Watched, engine, titles
from tests.factories.calls import call
from tests.fakes.search_server import Mode

# That the other client speaks to a cluster as well: test_cluster_indices, test_cluster_writing.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.parametrize("watched", ["opensearch"], indirect=True),
]


@pytest.fixture
def site(emptied: None, cluster: Watched) -> Watched:
    """Everything is committed, and the cluster has an index of four calls."""
    for title in ("Water", "Energy", "Schools", "Otters"):
        call(title)
    mirror.build(engine())
    return cluster


def changed(title: str, to: str) -> Call:
    found = Call.objects.get(title=title)
    found.title = to
    found.save()
    return found


def entry_of(title: str) -> IndexEntry:
    (found,) = entries.present([("call", Call.objects.get(title=title).pk)])
    return found


def checked(*, repair: bool = False) -> str:
    """What the command prints where something differs; only the check ends with 1."""
    printed = StringIO()
    if repair:
        call_command("rebuild_search", repair=True, stdout=printed)
    else:
        with pytest.raises(CommandError, match="rebuild_search --repair"):
            call_command("rebuild_search", check=True, stdout=printed)
    return printed.getvalue()


def is_mended(line: str) -> None:
    """The check names it, the repair mends it, and then there is nothing left to say."""
    assert line in checked()
    assert line in checked(repair=True)
    agrees()


def test_nothing_is_said_where_all_is_well(site: Watched) -> None:
    agrees()


def test_what_the_cluster_lost_is_mended(site: Watched) -> None:
    lost = Call.objects.get(title="Water")
    alias = engine().indices.current
    url = f"{site.behind}/{alias}/_doc/call-{lost.pk}?refresh=true"
    assert requests.delete(url, timeout=30).status_code == 200
    assert site.api("water")["count"] == 0
    is_mended(f"  missing: call {lost.pk}\n")
    assert site.api("water")["count"] == 1


def test_what_the_cluster_was_not_told_is_mended(site: Watched) -> None:
    with override_settings(SEARCH_URL=""):
        stale = changed("Energy", "Wind")
        new = call("Rain")
    found = checked()
    assert f"  out of date: call {stale.pk}\n" in found
    assert f"  missing: call {new.pk}\n" in found
    checked(repair=True)
    agrees()
    assert titles(site.api("wind")) == ["Wind"]
    assert titles(site.api("rain")) == ["Rain"]


def test_what_the_cluster_should_have_forgotten_is_mended(site: Watched) -> None:
    gone = Call.objects.get(title="Schools")
    with override_settings(SEARCH_URL=""):
        Call.objects.get(pk=gone.pk).delete()
    is_mended(f"  without a record: call {gone.pk}\n")
    assert site.api("schools")["count"] == 0


def test_what_the_cluster_cannot_know_is_mended(site: Watched) -> None:
    ahead = entry_of("Otters")
    engine().send([replace(ahead, version=ahead.version + 1000)])
    is_mended(f"  newer than the records: call {ahead.object_id}\n")
    changed("Otters", "Beavers")
    assert titles(site.api("beavers")) == ["Beavers"]


def test_a_database_read_back_from_a_backup_is_followed(site: Watched) -> None:
    """The cluster was told of changes which the database then forgets."""
    with transaction.atomic():
        kept, lost = changed("Water", "Floods"), call("Storms")
        engine().send(entries.present([("call", kept.pk), ("call", lost.pk)]))
        transaction.set_rollback(True)
    assert site.api("floods")["count"] == site.api("storms")["count"] == 1
    found = checked()
    assert f"  newer than the records: call {kept.pk}\n" in found
    assert f"  without a record: call {lost.pk}\n" in found
    checked(repair=True)
    agrees()
    call("Rivers")
    changed("Water", "Lakes")
    assert [site.api(word)["count"] for word in ("floods", "storms", "rivers", "lakes")] == [
        *(0, 0),
        *(1, 1),
    ]


def test_records_that_a_backup_has_not_leave_no_trace(site: Watched) -> None:
    """Their numbers are given again, with versions that may be lower."""
    with transaction.atomic():
        changed("Water", "Floods")
        changed("Floods", "Water again")
        lost = call("Storms")
        engine().send(entries.present([("call", lost.pk)]))
        transaction.set_rollback(True)
    is_mended(f"  without a record: call {lost.pk}\n")
    call("Rivers")
    assert titles(site.api("rivers")) == ["Rivers"]
    agrees()


def test_a_missing_index_is_mended(site: Watched) -> None:
    for name in engine().indices.aliases():
        engine().indices.drop(name)
    assert "no index" in checked()
    assert "4 indexed" in checked(repair=True)
    agrees()


def test_a_cluster_that_is_away_cannot_be_compared(site: Watched) -> None:
    site.server.become(Mode.REFUSES)
    for options in ({"check": True}, {"repair": True}, {}):
        with override("en"), pytest.raises(CommandError, match="gives no whole answer"):
            call_command("rebuild_search", stdout=StringIO(), **options)


@pytest.mark.parametrize("meanwhile", ["made", "changed", "removed"])
def test_what_changes_while_it_is_compared_does_not_differ(
    site: Watched, monkeypatch: pytest.MonkeyPatch, meanwhile: str
) -> None:
    compared = type(engine())
    versions = compared.versions

    def interrupted(asked: ElasticEngine) -> Iterator[tuple[Record, int]]:
        match meanwhile:
            case "made":
                call("Rain")
            case "changed":
                changed("Water", "Rain")
            case "removed":
                Call.objects.get(title="Water").delete()
        return versions(asked)

    monkeypatch.setattr(compared, "versions", interrupted)
    assert not mirror.check(engine())
    monkeypatch.undo()
    agrees()


def test_a_build_goes_on_while_people_search_and_editors_write(site: Watched) -> None:
    many("Bridge", 40)
    call_command("tick")
    done, answers, saved = Event(), [], []

    def search() -> None:
        while not done.is_set():
            found = site.api("bridge")
            answers.append((found["engine"], found["count"], len(found["results"])))

    def edit() -> None:
        for number in count():
            made = call(f"Heron {number}", identifier=f"HERON-{number}")
            changed("Otters" if not number else f"Otters {number - 1}", f"Otters {number}")
            saved.append(number)
            if number % 2:
                made.delete()
            if done.is_set():
                return

    with beside(search), beside(edit):
        try:
            for _ in range(2):
                mirror.build(engine())
            call_command("rebuild_search", stdout=StringIO())
        finally:
            done.set()
    outbox.deliver()
    agrees()
    assert set(answers) == {(site.product, 40, 15)}
    assert site.api("heron")["count"] == (len(saved) + 1) // 2
    assert titles(site.api("otters")) == [f"Otters {saved[-1]}"]


@pytest.mark.parametrize("clean_up", [mirror.build, lambda engine: call_command("rebuild_search")])
def test_a_build_that_is_killed_leaves_the_old_index_and_is_tidied_up_by_the_next(
    site: Watched, monkeypatch: pytest.MonkeyPatch, clean_up: Callable[[object], object]
) -> None:
    def half() -> Iterator[object]:
        yield [entry_of("Water")]
        raise KeyboardInterrupt

    monkeypatch.setattr(mirror, "_batches", half)
    monkeypatch.setattr(Indices, "give_up", lambda indices, name: None)  # as kill -9 does
    with pytest.raises(KeyboardInterrupt):
        mirror.build(engine())
    monkeypatch.undo()
    assert len(engine().indices.aliases()) == 2
    assert titles(site.api("schools")) == ["Schools"]
    changed("Otters", "Beavers")
    assert titles(site.api("beavers")) == ["Beavers"]
    agrees()
    clean_up(engine())
    assert len(engine().indices.aliases()) == 1
    assert titles(site.api("beavers")) == ["Beavers"]
    agrees()


def test_of_two_builds_at_once_one_is_made_and_the_other_says_so(
    site: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken() -> Iterator[object]:
        monkeypatch.undo()
        yield [entry_of("Water")]
        assert mirror.build(engine()) == 4
        yield [entry_of("Energy")]

    monkeypatch.setattr(mirror, "_batches", overtaken)
    with pytest.raises(EngineError):
        mirror.build(engine())
    assert len(engine().indices.aliases()) == 1
    assert [site.api(word)["count"] for word in ("water", "schools")] == [1, 1]
    agrees()
