"""What only a cluster has a limit for."""

from collections.abc import Iterator

import pytest

from core.search.asking import SINGLE
from core.search.engines import Asked
from core.search.engines.elastic import engine as engine_module
from core.search.engines.elastic.address import Address
from core.search.engines.elastic.engine import ElasticEngine
from core.search.query import Query, Sort
from core.search.question import WORDS, Alternative, Question, Word
from core.search.ranking.tokens import TOP
from tests.core.search.clusters import NOW, URLS, entry, everything, place, versions

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture(params=list(URLS))
def address(request: pytest.FixtureRequest) -> Iterator[Address]:
    with place(request.param) as found:
        ElasticEngine(found).build([[entry(1), entry(2)]])
        yield found


def test_the_longest_question_is_not_too_long(address: Address) -> None:
    """As many words as are used, each with as many equivalents as it may have then."""
    several = [Alternative((f"part{n}", "of", "three"), "v", 1) for n in range(2)]
    points = (1,) * TOP
    words = [Word("water", (Alternative(("en_water",)),), points)]
    for number in range(1, WORDS):
        single = [Alternative((f"w{number}x{n}",)) for n in range(SINGLE)]
        words.append(Word(f"w{number}", (*single, *several), points))
    question = Question(tuple(words), tuple(word.alternatives for word in words), 9)
    answer = ElasticEngine(address).search(Asked(Query("…"), question, None, NOW))
    assert (answer.count, answer.count_all_words, answer.total) == (2, 0, 2)


@pytest.mark.parametrize("page", [2, 10**4, 10**9, 10**18])
def test_behind_the_last_page_there_is_nothing(address: Address, page: int) -> None:
    query = Query(sort=Sort.DEADLINE, page=page, page_size=100)
    answer = ElasticEngine(address).search(Asked(query, Question(), None, NOW))
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
