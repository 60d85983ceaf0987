"""How good an order is, from 0 to 1 or in calls: of one question, and on average."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from math import log2
from statistics import mean

DEPTH = 10
FIRST = 5


@dataclass(frozen=True)
class Figures:
    """nDCG@10, the reciprocal rank of the first right call, how many are right among the first
    ten, and whether one is among the first five.
    """

    ndcg: float
    reciprocal: float
    hits: float
    found: float


def figures(order: Sequence[str], grades: Mapping[str, int]) -> Figures:
    """Of the identifiers in the order they were found, best first."""
    right = [place for place, identifier in enumerate(order, start=1) if grades.get(identifier)]
    return Figures(
        ndcg=ndcg(order, grades),
        reciprocal=1 / right[0] if right else 0.0,
        hits=sum(place <= DEPTH for place in right),
        found=float(bool(right) and right[0] <= FIRST),
    )


def average(of_questions: Iterable[Figures]) -> Figures:
    """The mean of each figure; raises StatisticsError where there is none."""
    return Figures(*map(mean, zip(*map(astuple, of_questions), strict=True)))


def ndcg(order: Sequence[str], grades: Mapping[str, int]) -> float:
    """What the first ten gain, each less the later it comes, of the most that they could.

    The gain is the grade, as trec_eval counts it.
    """
    best = _gain(sorted(grades.values(), reverse=True))
    return _gain([grades.get(identifier, 0) for identifier in order]) / best if best else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum(g / log2(place + 1) for place, g in enumerate(grades[:DEPTH], start=1))
