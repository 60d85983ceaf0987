"""How good the orders of a sample's questions are on average."""

from collections.abc import Mapping, Sequence

from benchmarks.relevance.measures import Figures, average, figures
from benchmarks.relevance.samples import Question


def mean(questions: Sequence[Question], orders: Mapping[str, Sequence[str]]) -> Figures:
    """Over the questions that something is right for; the orders are by a question's key."""
    return average(figures(orders[q.key], q.grades) for q in questions if q.grades)
