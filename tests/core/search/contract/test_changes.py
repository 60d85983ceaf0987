"""What is added, changed, removed, indexed anew: the next search knows."""

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client

from core.access.visibility import Visibility
from core.search.index import check, rebuild
from core.search.query import Window
from tests.core.search.contract.shelf import Shelf, counts, day, note, shelf_of
from tests.factories.calls import call
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(own_shelf: Shelf) -> Shelf:
    own_shelf.put(
        note("Otters", text="Rivers.", facets={"topic": ["a"]}, keywords="K1"),
        note("Herons", text="Lakes.", facets={"topic": ["a", "b"]}, keywords="K2"),
    )
    return own_shelf


def one(shelf: Shelf, title: str) -> Any:
    return next(n for n, document in shelf.documents.items() if document.title == title)


def test_an_empty_index_finds_nothing(own_shelf: Shelf) -> None:
    for text in ("", "otter", '"otter"', "otter heron"):
        results = own_shelf.ask(text)
        assert (results.count, list(results.results), results.pages) == (0, [], 1)
        assert results.without == {}
        assert not any(results.facets.values())


def test_an_empty_index_says_what_was_chosen(own_shelf: Shelf) -> None:
    results = own_shelf.ask(facets={"topic": ["a"]}, windows=[Window.OPEN])
    assert counts(results, "topic") == {"a": 0}
    assert counts(results, "status") == {"open": 0}


def test_what_is_added_is_found_and_counted(shelf: Shelf) -> None:
    shelf.put(note("Newts", facets={"topic": ["c"]}))
    assert shelf.find("newt") == ["Newts"]
    assert counts(shelf.ask(), "topic") == {"a": 2, "b": 1, "c": 1}


def test_a_changed_title_is_found_by_its_new_word_and_not_by_the_old(shelf: Shelf) -> None:
    shelf.change(one(shelf, "Otters"), title="Badgers")
    assert shelf.find("otter") == []
    assert shelf.find("badger") == ["Badgers"]
    assert shelf.find('"otters"') == []
    assert shelf.ask().count == 2


def test_every_field_can_change(shelf: Shelf) -> None:
    number = one(shelf, "Otters")
    shelf.change(
        number,
        text="Mountains.",
        keywords="K3",
        facets={"topic": ["z"]},
        dates=[day(-1)],
        opens_at=day(-20),
        amount_min=5,
        amount_max=6,
        rate=50.0,
        language="sv",
    )
    assert shelf.find("river") == shelf.find("K1") == []
    assert shelf.find("mountains") == shelf.find("K3") == ["Otters"]
    assert counts(shelf.ask(), "topic") == {"a": 1, "b": 1, "z": 1}
    assert shelf.find(windows=[Window.CLOSED]) == ["Otters"]
    assert shelf.find(grant_min=6) == shelf.find(rate_min=50) == ["Otters"]
    assert shelf.find(opening_to=day(-15)) == ["Otters"]


def test_several_deadlines_can_become_one_and_none(shelf: Shelf) -> None:
    number = one(shelf, "Otters")
    around: dict[str, Any] = {"deadline_from": day(1), "deadline_to": day(5)}
    shelf.change(number, dates=[day(-5), day(3), day(50)])
    assert shelf.find(**around) == ["Otters"]
    shelf.change(number, dates=[day(50)])
    assert shelf.find(**around) == []
    shelf.change(number, dates=[])
    assert shelf.find(deadline_from=day(-900)) == ["Herons"]
    shelf.change(number, dates=[day(4), day(4)])
    assert shelf.find(**around) == ["Otters"]


def test_of_many_changes_the_last_one_counts(shelf: Shelf) -> None:
    number = one(shelf, "Otters")
    with shelf.engine.told():
        for title in ("Badgers", "Otters", "Weasels", "Stoats"):
            shelf.change(number, title=title)
    assert shelf.find("stoat") == ["Stoats"]
    assert shelf.find("badger") == shelf.find("weasel") == shelf.find("otter") == []


def test_what_changes_and_changes_back_is_as_it_was(shelf: Shelf) -> None:
    number = one(shelf, "Otters")
    before = shelf.ask("otters")
    shelf.change(number, title="Badgers")
    shelf.change(number, title="Otters")
    assert shelf.find("otters") == ["Otters"]
    assert shelf.ask("otters").facets == before.facets


def test_what_is_removed_is_neither_found_nor_counted(shelf: Shelf) -> None:
    shelf.delete(one(shelf, "Herons"))
    assert shelf.find() == ["Otters"]
    assert shelf.ask("heron").count == 0
    assert counts(shelf.ask(), "topic") == {"a": 1}
    assert shelf.ask(facets={"topic": ["b"]}).without == {"topic": 1}


def test_what_is_removed_twice_or_never_was_is_no_mistake(shelf: Shelf) -> None:
    number = one(shelf, "Herons")
    shelf.delete(number)
    shelf.delete(number, 99_999_999)
    assert shelf.find() == ["Otters"]


def test_what_is_removed_and_made_anew_is_found(shelf: Shelf) -> None:
    number = one(shelf, "Herons")
    shelf.delete(number)
    shelf.restore(number, "Cranes")
    assert shelf.find("crane") == ["Cranes"]
    assert shelf.find("heron") == []
    assert shelf.ask().count == 2


def test_what_is_removed_and_made_anew_before_the_engine_knows(shelf: Shelf) -> None:
    number = one(shelf, "Herons")
    with shelf.engine.told():
        shelf.delete(number)
        shelf.restore(number, "Cranes")
    assert shelf.find("crane") == ["Cranes"]
    with shelf.engine.told():
        shelf.change(number, title="Storks")
        shelf.delete(number)
    assert shelf.find() == ["Otters"]


def test_what_is_unpublished_is_found_no_more(shelf: Shelf) -> None:
    number = one(shelf, "Herons")
    assert shelf.unpublish(number) == 1
    assert shelf.ask().count == 1


def test_an_unchanged_record_is_not_written_again(shelf: Shelf) -> None:
    assert shelf.index(list(shelf.documents)) == 0
    assert shelf.find("otter") == ["Otters"]


def test_a_text_may_be_as_long_as_it_likes(shelf: Shelf) -> None:
    long = [f"{'dromedary' * 6}{number}" for number in range(40_000)]
    shelf.put(note("Long", text=f"Salamander. {' '.join(long)} Newt."))
    assert shelf.find("salamander") == shelf.find('"salamander"') == ["Long"]
    assert shelf.find(f'"{long[7]} {long[8]}"') == ["Long"]
    shelf.change(one(shelf, "Long"), text="Short.")
    assert shelf.find("salamander") == []


def test_a_rebuild_finds_what_was_changed_behind_its_back(shelf: Shelf) -> None:
    number = one(shelf, "Otters")
    gone = one(shelf, "Herons")
    shelf.documents[number] = replace(shelf.documents[number], title="Badgers")
    Group.objects.filter(pk=gone).delete()
    assert shelf.find("otter") != []
    assert check(kind=shelf.kind)
    with shelf.engine.told():
        assert rebuild(kind=shelf.kind) == 1
    assert shelf.find() == ["Badgers"]
    assert shelf.find("otter") == []
    assert not check(kind=shelf.kind)


def test_the_command_rebuilds_checks_and_repairs_it_all(
    shelf: Shelf, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("rebuild_search")
    call_command("rebuild_search", "--check")
    assert sorted(shelf.find()) == ["Herons", "Otters"]
    call_command("rebuild_search", "--repair")
    assert sorted(shelf.find()) == ["Herons", "Otters"]


def test_two_kinds_share_the_index_and_nothing_else(shelf: Shelf) -> None:
    with shelf_of(shelf.engine, kind="other") as other:
        number = other.put(note("Otters elsewhere", facets={"topic": ["a"]}))[0]
        assert shelf.find("otter") == ["Otters"]
        assert other.find("otter") == ["Otters elsewhere"]
        both = shelf.ask("otter", kinds=())
        assert (both.count, counts(both, "topic")) == (2, {"a": 2})
        assert {result.kind for result in both.results} == {shelf.kind, "other"}
        other.delete(number)
        assert shelf.ask("otter", kinds=()).count == 1


def test_two_kinds_may_have_the_same_number(shelf: Shelf) -> None:
    number = one(shelf, "Otters")
    with shelf_of(shelf.engine, kind="other") as other:
        other.share(number, note("Otters again", days=5))
        titles = [result.record.title for result in shelf.ask("otter", kinds=()).results]
        assert titles == ["Otters again", "Otters"]
        shelf.change(number, title="Badgers")
        assert other.find("otter") == ["Otters again"]
        assert shelf.find("otter") == []


def test_what_the_record_says_counts_where_the_index_lags_behind(own_shelf: Shelf) -> None:
    open_once, public = own_shelf.put(note("Canary"), note("Sparrow"))
    limited = frozenset({Visibility.NETWORK.value})
    document = own_shelf.documents[open_once]
    own_shelf.documents[open_once] = replace(document, readers=limited)
    assert own_shelf.find() == ["Sparrow"]
    own_shelf.documents[open_once] = document
    own_shelf.change(open_once, readers=limited)
    assert own_shelf.ask("canary").count == 0
    own_shelf.change(public, readers=limited)
    assert own_shelf.ask().count == 0
    own_shelf.change(open_once, readers=frozenset({Visibility.PUBLIC.value}))
    assert own_shelf.find("canary") == ["Canary"]


def test_a_call_that_is_saved_limited_or_deleted_is_so_in_the_search(
    client: Client, own_shelf: Shelf
) -> None:
    def found(text: Any) -> list[Any]:
        answer = client.get("/api/calls/", {"q": text}).json()
        assert answer["engine"] == own_shelf.engine.name
        return [result["title"] for result in answer["results"]]

    told = own_shelf.engine.told
    with told():
        made, other = call("Otters of the river"), call("Herons of the river")
    assert found("river") == ["Otters of the river", "Herons of the river"]
    with told():
        made.title = "Badgers of the river"
        made.save()
    assert (found("otter"), found("badger")) == ([], ["Badgers of the river"])
    with told():
        other.visibility = Visibility.STAFF
        other.save()
    assert found("river") == ["Badgers of the river"]
    with told():
        made.delete()
    assert found("river") == []
    client.force_login(UserFactory.create())
    assert found("river") == ["Herons of the river"]
