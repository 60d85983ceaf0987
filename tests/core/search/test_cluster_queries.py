"""What only a cluster has a limit for."""

from collections.abc import Iterator

import pytest

from core.search.engines import Asked
from core.search.engines.elastic import engine as engine_module
from core.search.engines.elastic.address import Address
from core.search.engines.elastic.engine import ElasticEngine
from core.search.query import Query, Sort
from core.search.question import WORDS, Alternative, Word
from tests.core.search.clusters import NOW, URLS, entry, everything, place, versions

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture(params=list(URLS))
def address(request: pytest.FixtureRequest) -> Iterator[Address]:
    with place(request.param) as found:
        ElasticEngine(found).build([[entry(1), entry(2)]])
        yield found


@pytest.mark.parametrize("every", [True, False])
def test_the_longest_question_is_not_too_long(address: Address, every: bool) -> None:
    """As many words as are used, each a compound of as many parts as its letters allow."""
    parts = Alternative(tuple(f"part{n}" for n in range(10)))
    words = [Word("water", (Alternative(("water",)),), 8)]
    words += [Word(f"w{n}", (Alternative((f"w{n}",)), parts), 8) for n in range(1, WORDS)]
    answer = ElasticEngine(address).search(Asked(Query("…"), words, (), None, NOW, every))
    assert (answer.count, answer.total) == ((0, 0) if every else (2, 2))


@pytest.mark.parametrize("page", [2, 10**4, 10**9, 10**18])
def test_behind_the_last_page_there_is_nothing(address: Address, page: int) -> None:
    query = Query(sort=Sort.DEADLINE, page=page, page_size=100)
    answer = ElasticEngine(address).search(Asked(query, (), (), None, NOW))
    assert (answer.hits, answer.count) == ([], 2)
    assert answer.facets["topic"] == {"water": 2}


def test_a_record_that_our_database_no_longer_has_is_left_out(address: Address) -> None:
    answer = ElasticEngine(address).search(everything())
    assert (answer.hits, answer.count) == ([], 2)


def test_every_version_is_read_over_as_many_requests_as_it_takes(
    address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "SCANNED", 2)
    ElasticEngine(address).send([entry(n, n) for n in range(3, 8)])
    assert versions(address) == {1: 2, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7}
