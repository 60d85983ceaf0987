"""What the benchmark of relevance counts, and what the textbook's models make of a few records."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple

import pytest

from benchmarks.relevance.measures import Figures, average, figures
from benchmarks.relevance.textbook import BM25, BM25F, Ranking

GRADES = {"a": 2, "b": 1}
RECORDS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "in its title": {"title": ["waste"], "keywords": [], "text": ["a"] * 8, "conditions": []},
    "in its text": {"title": ["b"], "keywords": [], "text": ["waste"] * 8, "conditions": []},
    "in its conditions": {"title": ["c"], "keywords": [], "text": [], "conditions": ["waste"] * 8},
    "not at all": {"title": ["water"], "keywords": [], "text": ["c"] * 8, "conditions": []},
}


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (["a", "b"], Figures(ndcg=1, reciprocal=1, hits=2, found=1)),
        (["b", "a"], Figures(ndcg=0.8597, reciprocal=1, hits=2, found=1)),
        (["x", "a"], Figures(ndcg=0.4796, reciprocal=0.5, hits=1, found=1)),
        ([*"qrstu", "b"], Figures(ndcg=0.1354, reciprocal=1 / 6, hits=1, found=0)),
        ([*"lmnopqrstu", "a"], Figures(ndcg=0, reciprocal=1 / 11, hits=0, found=0)),
        ([], Figures(ndcg=0, reciprocal=0, hits=0, found=0)),
    ],
)
def test_an_order_is_better_the_sooner_the_right_ones_come(
    order: Sequence[str], expected: Figures
) -> None:
    assert astuple(figures(order, GRADES)) == pytest.approx(astuple(expected), abs=1e-4)


def test_every_question_counts_the_same() -> None:
    assert average([Figures(1, 1, 2, 1), Figures(0, 0.5, 0, 0)]) == Figures(0.5, 0.75, 1, 0.5)


def test_bm25f_knows_where_a_term_stands_and_bm25_does_not() -> None:
    found = {model.name: Ranking(RECORDS, model).order(["waste"]) for model in (BM25, BM25F)}
    assert found["BM25F"] == ["in its title", "in its text", "in its conditions"]
    assert found["BM25"] == ["in its conditions", "in its text", "in its title"]


def test_what_has_one_of_the_words_is_found_and_what_has_both_comes_first() -> None:
    records = {
        key: {"title": title.split(), "keywords": [], "text": [], "conditions": []}
        for key, title in {"both": "a b", "one": "a x", "other": "b x", "none": "x y"}.items()
    }
    assert Ranking(records, BM25F).order(["a", "b", "b"]) == ["both", "one", "other"]
