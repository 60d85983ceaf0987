"""A new index is built beside the old one, and nothing that changes meanwhile is lost."""

from collections.abc import Iterator, Sequence
from threading import Event, Thread

import pytest

from core.search.engines import Asked, EngineError, IndexEntry
from core.search.engines.elastic import definition, writing
from core.search.engines.elastic.address import Address
from core.search.engines.elastic.engine import ElasticEngine
from core.search.engines.elastic.indices import Indices
from core.search.query import Query, Sort
from core.search.question import Question
from tests.core.search.clusters import NOW, URLS, entry, everything, place, removal, versions

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture(params=list(URLS))
def address(request: pytest.FixtureRequest) -> Iterator[Address]:
    with place(request.param) as found:
        yield found


def names(address: Address) -> list[str]:
    return sorted(ElasticEngine(address).indices.aliases())


def test_where_there_is_no_index_that_is_said_until_one_is_built(address: Address) -> None:
    engine = ElasticEngine(address)
    assert not engine.exists()
    for attempt in (
        lambda: ElasticEngine(address).search(everything()),
        lambda: engine.send([entry(1)]),
        lambda: versions(address),
        engine.trial,
    ):
        with pytest.raises(EngineError):
            attempt()
    assert names(address) == []  # nothing was made on the way
    assert engine.build([]) == 0
    assert engine.exists()
    assert ElasticEngine(address).search(everything()).count == 0


def test_a_new_index_takes_the_place_of_the_old(address: Address) -> None:
    assert ElasticEngine(address).build([[entry(1), entry(2)], [entry(3)]]) == 3
    (old,) = names(address)
    assert ElasticEngine(address).build([[entry(2), entry(4)]]) == 2
    (new,) = names(address)
    assert new != old
    assert versions(address) == {2: 2, 4: 2}


def test_what_changes_during_a_build_is_in_the_new_index(address: Address) -> None:
    ElasticEngine(address).build([[entry(n) for n in (1, 2, 3)]])

    def batches() -> Iterator[Sequence[IndexEntry]]:
        before = [entry(1), entry(2), entry(3)]  # read, and not yet written
        ElasticEngine(address).send([entry(1, 4), removal(2, 3), entry(5, 2)])
        assert versions(address) == {1: 4, 3: 2, 5: 2}  # those who search see it at once
        yield before
        ElasticEngine(address).send([removal(3, 3), entry(2, 6)])

    assert ElasticEngine(address).build(batches()) == 3
    assert versions(address) == {1: 4, 2: 6, 5: 2}


def test_searches_go_on_while_indices_are_swapped(address: Address) -> None:
    ElasticEngine(address).build([[entry(1), entry(2)]])
    done = Event()
    answers: list[int | str] = []
    no_hits = Asked(Query(sort=Sort.DEADLINE, page=10**9), Question(), None, NOW)

    def ask() -> None:
        while not done.is_set():
            try:
                answers.append(ElasticEngine(address).search(no_hits).count)
            except EngineError as error:
                answers.append(str(error))

    asking = Thread(target=ask)
    asking.start()
    try:
        for _ in range(5):
            ElasticEngine(address).build([[entry(1), entry(2)]])
    finally:
        done.set()
        asking.join()
    assert set(answers) == {2}


def test_of_two_builds_the_one_that_began_later_wins(address: Address) -> None:
    def batches() -> Iterator[Sequence[IndexEntry]]:
        yield [entry(1)]
        assert ElasticEngine(address).build([[entry(2)]]) == 1
        yield [entry(3)]

    with pytest.raises(EngineError, match="another build took over"):
        ElasticEngine(address).build(batches())
    assert versions(address) == {2: 2}
    assert len(names(address)) == 1


def test_a_build_that_fails_leaves_the_old_index_alone(address: Address) -> None:
    ElasticEngine(address).build([[entry(1)]])
    before = names(address)

    def batches() -> Iterator[Sequence[IndexEntry]]:
        yield [entry(2)]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ElasticEngine(address).build(batches())
    assert names(address) == before
    assert versions(address) == {1: 2}


def test_what_a_killed_build_leaves_goes_with_the_next(address: Address) -> None:
    ElasticEngine(address).build([[entry(1)]])
    left = ElasticEngine(address).indices.create()
    ElasticEngine(address).send([entry(2)])
    assert left in names(address)
    ElasticEngine(address).build([[entry(1), entry(2)]])
    assert len(names(address)) == 1
    assert left not in names(address)


def test_a_removal_that_comes_when_the_alias_has_gone_stops_no_build(address: Address) -> None:
    engine = ElasticEngine(address)
    both = [engine.indices.next, engine.indices.current]
    for targets in (both, both[:1]):  # before there is any index, and after the swap
        writing.bulk(engine.client, [removal(1, 1)], targets, left=lambda: 30.0)
        assert engine.client.request("HEAD", f"/{both[0]}", seconds=30) is not None
        assert ElasticEngine(address).build([[entry(1)]]) == 1
        assert versions(address) == {1: 2}
        assert len(names(address)) == 1


def test_an_index_that_was_swapped_stays_where_the_answer_was_lost(
    address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    swap = Indices.swap

    def swap_unheard(indices: Indices, name: str) -> None:
        swap(indices, name)
        raise EngineError("the connection was lost")

    monkeypatch.setattr(Indices, "swap", swap_unheard)
    with pytest.raises(EngineError, match="was lost"):
        ElasticEngine(address).build([[entry(1)]])
    assert versions(address) == {1: 2}


def test_two_versions_of_the_site_have_an_index_each_until_the_upgrade_is_over(
    address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    ElasticEngine(address).build([[entry(1)]])
    with monkeypatch.context() as upgraded:
        upgraded.setattr(definition, "digest", lambda: "0123abcd")
        assert not ElasticEngine(address).exists()
        ElasticEngine(address).build([[entry(1), entry(2)]])
        assert versions(address) == {1: 2, 2: 2}
    assert versions(address) == {1: 2}
    with monkeypatch.context() as upgraded:
        upgraded.setattr(definition, "digest", lambda: "0123abcd")
        ElasticEngine(address).build([[entry(3)]])
        assert versions(address) == {3: 2}
    assert len(names(address)) == 1


def test_other_indices_are_nobodys_business(address: Address) -> None:
    engine = ElasticEngine(address)
    others = [
        f"{engine.indices.current}-notes",
        f"{address.prefix}-x-01234567-20270301120000-abcdef",  # of a longer prefix
    ]
    for other in others:
        engine.client.request("PUT", f"/{other}", seconds=30)
    try:
        for _ in range(2):
            engine.build([[entry(1)]])
        found = engine.client.request("GET", f"/{address.prefix}-*/_alias", seconds=30)
        assert set(others) < set(found)
        assert len(found) == 3
    finally:
        for other in others:
            engine.indices.drop(other)
