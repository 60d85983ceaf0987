"""What a textbook makes of the same terms: BM25, and BM25F, which knows where a term stands.

Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

Fields = Mapping[str, Sequence[str]]  # the terms of a record, by field


@dataclass(frozen=True)
class Model:
    """What a term weighs by its field, what a long field costs (`b`), and how soon a term that
    stands there again adds nothing (`k1`).
    """

    name: str
    weights: Mapping[str, float]
    b: float
    k1: float


BM25 = Model("BM25", {"title": 1, "keywords": 1, "text": 1, "conditions": 1}, b=0.75, k1=1.2)
BM25F = Model("BM25F", {"title": 10, "keywords": 5, "text": 1, "conditions": 0.2}, b=0.4, k1=3)


class Ranking:
    """Records that a model orders for a question; any of its words will do."""

    def __init__(self, records: Mapping[str, Fields], model: Model) -> None:
        self._model = model
        self._size = len(records)
        self._parts: dict[str, dict[str, float]] = defaultdict(dict)
        if len(set(model.weights.values())) == 1:  # it does not know where a term stands
            records = {key: {"text": _all(fields)} for key, fields in records.items()}
        lengths = _average_lengths(records)
        for key, fields in records.items():
            for name, terms in fields.items():
                self._add(key, terms, model.weights[name], lengths[name])

    def order(self, terms: Sequence[str]) -> list[str]:
        """The keys of the records that have some of the terms, best first."""
        scores: dict[str, float] = defaultdict(float)
        for term in dict.fromkeys(terms):
            parts = self._parts.get(term, {})
            rarity = log(1 + (self._size - len(parts) + 0.5) / (len(parts) + 0.5))
            for key, part in parts.items():
                scores[key] += rarity * part / (self._model.k1 + part)
        return sorted(scores, key=lambda key: (-scores[key], key))

    def _add(self, key: str, terms: Sequence[str], weight: float, usual: float) -> None:
        """A field of a record; `usual` is how many terms it has on average."""
        b = self._model.b
        for term, times in Counter(terms).items():
            parts = self._parts[term]
            part = weight * times / (1 - b + b * len(terms) / usual)
            parts[key] = parts.get(key, 0) + part


def _all(fields: Fields) -> list[str]:
    return [term for terms in fields.values() for term in terms]


def _average_lengths(records: Mapping[str, Fields]) -> Mapping[str, float]:
    lengths: Counter[str] = Counter()
    for fields in records.values():
        lengths.update({name: len(terms) for name, terms in fields.items()})
    return {name: total / len(records) for name, total in lengths.items()}
