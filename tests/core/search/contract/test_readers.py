"""Who finds what: nothing that somebody may not read shows, not even as a number."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from core.access.visibility import Standing, Visibility, readers_of, standings
from core.search.query import Window
from tests.core.search.contract.shelf import Shelf, counts, note
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db

AUTHOR = 4_000_001  # a primary key
UNIT, OTHER_UNIT = 7, 77
GROUP, OTHER_GROUP = 7, 77  # numbers of units too


def secret(title: str, visibility: Any, **who: Any) -> Any:
    readers = readers_of(visibility, **who)
    return note(f"Canary {title}", readers=readers, facets={"topic": [title]})


DOCUMENTS = [
    secret("public", Visibility.PUBLIC),
    secret("staff", Visibility.STAFF),
    secret("department", Visibility.DEPARTMENT, unit=UNIT),
    secret("other-department", Visibility.DEPARTMENT, unit=OTHER_UNIT),
    secret("network", Visibility.NETWORK),
    secret("group", Visibility.GROUP, group=GROUP),
    secret("other-group", Visibility.GROUP, group=OTHER_GROUP),
    secret("group-of-none", Visibility.GROUP),
    secret("coordination", Visibility.COORDINATION),
    secret("own", Visibility.COORDINATION, author=AUTHOR),
]
EVERYTHING = {document.title.removeprefix("Canary ") for document in DOCUMENTS}

READERS = {
    "stranger": (None, Standing(), {"public"}),
    "deactivated": ({"is_active": False}, Standing(coordinates=True), {"public"}),
    "staff": ({}, Standing(), {"public", "staff"}),
    "member": ({}, Standing(units=frozenset({UNIT})), {"public", "staff", "department"}),
    "member of another": (
        {},
        Standing(units=frozenset({OTHER_UNIT})),
        {"public", "staff", "other-department"},
    ),
    "member of a unit whose number begins alike": (
        {},
        Standing(units=frozenset({777})),
        {"public", "staff"},
    ),
    "in a group": ({}, Standing(groups=frozenset({GROUP})), {"public", "staff", "group"}),
    "in another group": (
        {},
        Standing(groups=frozenset({OTHER_GROUP})),
        {"public", "staff", "other-group"},
    ),
    "in a group whose number begins alike": (
        {},
        Standing(groups=frozenset({777})),
        {"public", "staff"},
    ),
    "seat": ({}, Standing(in_network=True), {"public", "staff", "network"}),
    "seat and member": (
        {},
        Standing(units=frozenset({UNIT, 8}), in_network=True),
        {"public", "staff", "department", "network"},
    ),
    "coordinator": ({}, Standing(coordinates=True), EVERYTHING),
    "author": ({"pk": AUTHOR}, Standing(), {"public", "staff", "own"}),
    "superuser": ({"is_superuser": True}, Standing(), EVERYTHING),
}


@pytest.fixture(params=READERS.values(), ids=list(READERS))
def reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Any]:
    fields, standing, reads = request.param
    monkeypatch.setitem(standings._parts, "contract", lambda user: standing)
    user = AnonymousUser() if fields is None else UserFactory.create(**fields)
    return user, reads


def test_each_finds_what_they_may_read_and_no_other_title(
    shelf: Shelf, reader: tuple[Any, Any]
) -> None:
    user, reads = reader
    for text in ("canary", "", '"canary"', "canary unheardof"):
        results = shelf.ask(text, user=user)
        titles = {result.record.title.removeprefix("Canary ") for result in results.results}
        assert titles == reads
        assert results.count == len(reads)


def test_no_facet_counts_what_somebody_may_not_read(shelf: Shelf, reader: tuple[Any, Any]) -> None:
    user, reads = reader
    for asked in ({}, {"text": "canary"}, {"facets": {"topic": sorted(EVERYTHING)}}):
        found = counts(shelf.ask(user=user, **asked), "topic")
        assert {topic for topic, count in found.items() if count} == reads
    assert counts(shelf.ask(user=user), "status") == {"open": len(reads)}
    assert set(counts(shelf.ask(user=user), "topic")) == reads


def test_no_filter_to_drop_counts_what_somebody_may_not_read(
    shelf: Shelf, reader: tuple[Any, Any]
) -> None:
    user, reads = reader
    results = shelf.ask("unheardof", user=user, windows=[Window.OPEN])
    assert results.without == {"q": len(reads)}
    closed = shelf.ask("canary", user=user, windows=[Window.CLOSED], facets={"topic": ["public"]})
    assert closed.without == {"status": 1}
    for topic in sorted(EVERYTHING - reads)[:1]:
        hidden = shelf.ask("canary", user=user, facets={"topic": [topic]})
        assert (hidden.count, hidden.without) == (0, {"topic": len(reads)})
        word = shelf.ask(f'"canary {topic}"', user=user)
        assert (word.count, word.without) == (0, {"q": len(reads)})


def test_a_private_word_is_not_counted(shelf: Shelf) -> None:
    # A coordinator has a record with both words; for a stranger there is none.
    assert shelf.ask("canary coordination").count_all_words == 0
    assert shelf.find("canary coordination") == ["Canary public"]
