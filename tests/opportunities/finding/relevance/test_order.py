"""What people ask for comes first: our graded questions over the real sample of June.

The grades are of the calls' own texts, read one by one, and not of the words they share with a
question. `python -m benchmarks.relevance --verbose` shows every question, with the thesauri too.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.relevance import samples
from benchmarks.relevance.filling import fill
from benchmarks.relevance.measures import FIRST, Figures, average, figures
from benchmarks.relevance.orders import site_order, site_orders, textbooks
from benchmarks.relevance.samples import Question
from opportunities.models import Call
from tests.own_database import site_used

# With the vocabulary that the project ships, and no other. It may rise, and is not lowered to
# make a change pass.
SWEDISH = 0.62
OURS, EVERYDAY = samples.own(), samples.everyday()

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def module_database(database_folder: Path) -> Iterator[None]:
    """Kristianstad's site with the calls of June."""
    with site_used(database_folder, "kristianstad"):
        fill("june")
        yield


@pytest.fixture
def june(module_database: None, db: None) -> None:
    """For a whole module: none of its tests writes anything."""


def mean(orders: dict[str, list[str]]) -> Figures:
    return average(figures(orders[q.key], q.grades) for q in OURS)


def test_every_grade_is_of_a_call_of_the_sample(june: None) -> None:
    assert (len(OURS), len(EVERYDAY)) == (40, 60)
    assert all(q.grades for q in OURS)
    graded = {identifier for q in (*OURS, *EVERYDAY) for identifier in q.grades}
    assert graded <= set(Call.objects.values_list("identifier", flat=True))
    assert {grade for q in (*OURS, *EVERYDAY) for grade in q.grades.values()} == {1, 2}


@pytest.mark.parametrize("model", ["BM25", "BM25F"])
def test_an_english_question_is_answered_as_well_as_a_textbook_would(
    june: None, model: str
) -> None:
    textbook = textbooks()[model]
    theirs = mean({q.key: textbook(q.texts["en"]) for q in OURS})
    assert mean(site_orders(OURS, "en")).ndcg >= theirs.ndcg


def test_a_swedish_question_is_answered_nearly_as_well(june: None) -> None:
    assert mean(site_orders(OURS, "sv")).ndcg >= SWEDISH


ANSWERED = [q for q in EVERYDAY if q.grades]


@pytest.mark.parametrize("question", ANSWERED, ids=[q.key for q in ANSWERED])
def test_what_people_say_brings_a_right_call_among_the_first_five(
    june: None, question: Question
) -> None:
    first = site_order(question.texts["sv"])[:FIRST]
    assert not question.grades.keys().isdisjoint(first), first
