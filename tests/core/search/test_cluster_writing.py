"""Changes may be sent again and in any order; what cannot be written is not taken for written."""

from collections.abc import Iterator
from itertools import permutations
from typing import Any

import pytest

from core.search.engines import EngineError
from core.search.engines.elastic import writing
from core.search.engines.elastic.address import Address
from core.search.engines.elastic.engine import FEW, ElasticEngine
from tests.core.search.clusters import URLS, entry, everything, place, removal, versions

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture(params=list(URLS))
def address(request: pytest.FixtureRequest) -> Iterator[Address]:
    """A cluster with an index in which nothing is."""
    with place(request.param) as found:
        ElasticEngine(found).build([])
        yield found


def test_the_newest_state_stays_whatever_comes_when(address: Address) -> None:
    orders = list(permutations(range(3)))
    for number, order in enumerate(orders):
        back, gone = number, number + len(orders)
        for step in order:
            for states in (
                (entry(back, 2), removal(back, 3), entry(back, 4)),
                (entry(gone, 2), entry(gone, 4), removal(gone, 5)),
            ):
                assert not ElasticEngine(address).send([states[step]])
    assert versions(address) == dict.fromkeys(range(len(orders)), 4)


def test_the_same_twice_is_as_good_as_once(address: Address) -> None:
    for _ in range(2):
        assert not ElasticEngine(address).send([entry(1), removal(2, 3)])
    assert versions(address) == {1: 2}


def test_what_is_sent_is_found_at_once(address: Address) -> None:
    for number in range(3):
        ElasticEngine(address).send([entry(number)])
        assert ElasticEngine(address).search(everything()).count == number + 1
    ElasticEngine(address).send([removal(0, 3)])
    assert ElasticEngine(address).search(everything()).count == 2


def test_a_refused_record_is_named_and_the_others_are_written(
    address: Address, caplog: pytest.LogCaptureFixture
) -> None:
    immense = entry(2, facets={"topic": ["x" * 40_000]})
    assert ElasticEngine(address).send([entry(1), immense, entry(3)]) == {("note", 2)}
    assert versions(address) == {1: 2, 3: 2}
    assert "note-2 is refused for what is in it" in caplog.text
    assert ElasticEngine(address).build([[entry(1), immense]]) == 1


def test_a_read_only_index_takes_nothing_until_it_may(address: Address) -> None:
    engine = ElasticEngine(address)
    _read_only(engine, True)
    for change in (entry(1), removal(1, 3)):
        with pytest.raises(EngineError):
            ElasticEngine(address).send([change])
    assert ElasticEngine(address).search(everything()).count == 0  # searching goes on
    _read_only(engine, None)
    ElasticEngine(address).send([entry(1)])
    assert versions(address) == {1: 2}


def _read_only(engine: ElasticEngine, value: bool | None) -> None:
    """As a cluster does whose disk is full."""
    blocks = {"index.blocks.read_only_allow_delete": value}
    path = f"/{engine.indices.current}/_settings"
    engine.client.request("PUT", path, seconds=30, body=blocks)


def test_many_changes_go_in_bodies_of_a_size_that_servers_take(
    address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = []
    bodies = writing._bodies
    monkeypatch.setattr(writing, "BYTES", 5_000)

    def measured(actions: Any) -> Iterator[Any]:
        for body in bodies(actions):
            sizes.append(sum(len(action.lines) for action in body))
            yield body

    monkeypatch.setattr(writing, "_bodies", measured)
    wanted = dict.fromkeys(range(2 * FEW), 2)
    assert not ElasticEngine(address).send([entry(number) for number in wanted])
    assert len(sizes) > 2
    assert max(sizes) <= 5_000
    assert versions(address) == wanted
