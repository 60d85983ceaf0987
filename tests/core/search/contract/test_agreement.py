"""Every engine answers as the oracle does, and so as every other: to the last id and count."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given, settings
from hypothesis import strategies as st

from core.access.visibility import Standing, reads_all, standings, tokens_of
from core.models import User
from core.search.asking import ask
from core.search.kinds import Document
from core.search.query import Query, Sort
from core.search.results import Result
from tests.core.search.contract import generated
from tests.core.search.contract.oracle import Expected, Oracle
from tests.core.search.contract.shelf import NOW, Shelf, counts, day

pytestmark = pytest.mark.django_db

DOCUMENTS = generated.documents(20270301, 400)
VOCABULARY = generated.VOCABULARY
SEEDS = range(120)
STANDING = Standing(units=frozenset({7}), in_network=True, groups=frozenset({3}))
READERS: list[User | AnonymousUser] = [
    AnonymousUser(),
    AnonymousUser(),
    User(pk=5_000_001, username="staff"),
    User(pk=5_000_002, username="network"),
    User(pk=5_000_003, username="superuser", is_superuser=True),
]
MOMENTS = [NOW, NOW, NOW, day(5), day(-10), day(400)]


@pytest.fixture(scope="module", autouse=True)
def _standings() -> Iterator[None]:
    def standing(user: Any) -> Any:
        return STANDING if user.username == "network" else Standing()

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(standings._parts, "contract", standing)
        yield


@pytest.fixture(scope="module")
def oracle(shelf: Shelf) -> Oracle:
    return Oracle(shelf.documents.values())


@pytest.fixture(scope="module")
def asked(oracle: Oracle) -> dict[int, Any]:
    """The questions of the seeds, with what is expected."""
    cases = {seed: case(seed) for seed in SEEDS}
    return {seed: (one, one.expected(oracle)) for seed, one in cases.items()}


@dataclass(frozen=True)
class Case:
    """A query, who asks it, and when."""

    query: Query
    user: User | AnonymousUser
    at: datetime

    @property
    def tokens(self) -> frozenset[str] | None:
        return None if reads_all(self.user) else tokens_of(self.user)

    def expected(self, oracle: Oracle) -> Expected:
        return oracle.answer(self.query, self.tokens, self.at)

    def without(self, oracle: Oracle) -> Mapping[str, int]:
        return oracle.without(self.query, self.tokens, self.at)


def case(seed: int, documents: Sequence[Document] = DOCUMENTS, kind: str = "note") -> Case:
    """The same for the same seed."""
    random = Random(seed)
    query = generated.query(random, documents, kind)
    return Case(query, random.choice(READERS), random.choice(MOMENTS))


def compare(shelf: Shelf, asked: Any, expected: Any) -> None:
    """Ask the engine, and see that it agrees on everything."""
    query = asked.query
    results = shelf.ask(**vars(query), user=asked.user, at=asked.at)
    start = (query.page - 1) * query.page_size
    found = [result.record.object_id for result in results.results]
    assert found == expected.ids[start : start + query.page_size]
    assert results.count == len(expected.ids)
    counted = {name: positive(counts(results, name)) for name in results.facets}
    assert positive(counted) == expected.facets
    assert results.count_all_words == expected.count_all_words


def positive(found: Any) -> dict[Any, Any]:
    """Without what is 0 or empty."""
    return {name: value for name, value in found.items() if value}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_engine_answers_as_the_oracle_does(
    shelf: Shelf, asked: dict[int, Any], seed: Any
) -> None:
    compare(shelf, *asked[seed])


@settings(max_examples=settings().max_examples // 2)
@given(st.integers(min_value=0, max_value=2**64))
def test_any_other_question_is_answered_alike_too(shelf: Shelf, oracle: Oracle, seed: Any) -> None:
    one = case(seed)
    compare(shelf, one, one.expected(oracle))


@settings(max_examples=settings().max_examples // 2)
@given(st.integers(min_value=0, max_value=2**64))
def test_a_question_loses_nothing_by_being_widened(shelf: Shelf, seed: Any) -> None:
    text = case(seed).query.text
    widened = {result.record.object_id for result in everything(shelf, text)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("core.search.find.ask", lambda text: ask(text, widen=False))
        assert {result.record.object_id for result in everything(shelf, text)} <= widened


def everything(shelf: Shelf, text: str) -> Sequence[Result]:
    """All that there is for a text, whoever may read it."""
    return shelf.ask(text, user=READERS[-1], page_size=len(DOCUMENTS)).results


@pytest.mark.soak
def test_the_engine_answers_as_the_oracle_does_for_twelve_thousand(own_shelf: Shelf) -> None:
    documents = generated.documents(4711, 12_000)
    own_shelf.put(*documents)
    oracle = Oracle(own_shelf.documents.values())
    for seed in range(1_000_000, 1_000_150):
        one = case(seed, documents, own_shelf.kind)
        compare(own_shelf, one, one.expected(oracle))
    everything = Case(Query(kinds=(own_shelf.kind,), page=119, page_size=100), READERS[-1], NOW)
    expected = everything.expected(oracle)
    assert len(expected.ids) == len(documents)
    compare(own_shelf, everything, expected)


def test_where_nothing_is_found_each_filter_says_what_is_found_without_it(
    shelf: Shelf, oracle: Oracle, asked: dict[int, Any]
) -> None:
    empty = [one for one, expected in asked.values() if not expected.ids]
    assert len(empty) > 10
    for one in empty:
        results = shelf.ask(**vars(one.query), user=one.user, at=one.at)
        assert results.without == one.without(oracle)


def test_the_questions_are_of_every_sort(asked: dict[int, Any]) -> None:
    """Or the tests above would prove little."""
    found = [(one.query, expected) for one, expected in asked.values()]
    assert sum(len(expected.ids) > query.page_size for query, expected in found) > len(SEEDS) / 4
    some = [expected for _query, expected in found if expected.count_all_words < len(expected.ids)]
    assert sum(bool(expected.count_all_words) for expected in some) > 10
    with_phrase = [bool(expected.ids) for query, expected in found if '"' in query.text]
    assert 10 < sum(with_phrase) < len(with_phrase)
    assert sum(len(query.facets) > 1 and bool(expected.ids) for query, expected in found) > 5
    assert {query.sort for query, expected in found if len(expected.ids) > 10} == set(Sort)
