"""The index follows the records, and a check finds where it does not."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from core.models import SearchEntry, SearchText
from core.search.index import check, index, together
from opportunities.models import Call
from tests.factories.calls import call

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_pages")]


def test_an_unchanged_record_is_not_written_again() -> None:
    made = call("Water")
    entry = SearchEntry.objects.get()
    assert index(kind="call", ids=[made.pk]) == 0
    assert SearchEntry.objects.get() == entry


def test_a_check_finds_what_is_missing_stale_and_orphaned(
    capsys: pytest.CaptureFixture[str],
) -> None:
    missing, stale = call("Missing"), call("Stale")
    gone = 1_000_000
    SearchEntry.objects.filter(object_id=missing.pk).update(object_id=gone)
    Call.objects.filter(pk=stale.pk).update(title="Another title")
    difference = check(kind="call")
    assert (difference.missing, difference.stale) == ([missing.pk], [stale.pk])
    assert difference.orphaned == [gone]
    with pytest.raises(CommandError):
        call_command("rebuild_search", "--check")
    call_command("rebuild_search", "--repair")
    call_command("rebuild_search", "--check")
    assert set(SearchText.objects.values_list("title", flat=True)) == {"Missing", "Another title"}


def test_a_rebuild_writes_every_record_once(client: Client) -> None:
    for number in range(3):
        call(f"Water {number}")
    call_command("rebuild_search")
    assert SearchEntry.objects.count() == 3
    assert client.get("/api/calls/", {"q": "water"}).json()["count"] == 3


def test_records_written_together_are_indexed_once_at_the_end() -> None:
    stays, goes = call("Water"), call("Wetland")
    with together():
        made = call("Meadow")
        made.title = "Forest"
        made.save()
        goes.delete()
        stays.title = "Lake"
        stays.save()
        assert set(SearchText.objects.values_list("title", flat=True)) == {"Water", "Wetland"}
    assert set(SearchText.objects.values_list("title", flat=True)) == {"Lake", "Forest"}
    assert not check(kind="call")


def test_what_is_undone_leaves_the_index_as_it_was() -> None:
    kept = call("Water")

    @together()
    def fail() -> None:
        kept.delete()
        call("Meadow")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert set(SearchText.objects.values_list("title", flat=True)) == {"Water"}
    call("Forest")  # and what comes after it is indexed at once
    assert not check(kind="call")
