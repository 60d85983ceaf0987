"""What is printed: a table of all orders and, if wanted, every question."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.relevance.measures import FIRST, Figures, average, figures
from benchmarks.relevance.samples import Sample
from benchmarks.tables import table

HEAD = ("questions", "asked in", "words known", "order", "nDCG@10", "MRR", "hits in 10", "in 5")


@dataclass(frozen=True)
class Answered:
    """A sample asked in a language of a site that knows a vocabulary."""

    sample: Sample
    language: str
    vocabulary: str
    orders: Mapping[str, Mapping[str, Sequence[str]]]
    looked_for: Mapping[str, str]

    def averages(self) -> Mapping[str, Figures]:
        """By order, over the questions that something is right for."""
        graded = [q for q in self.sample.read() if q.grades and self.language in q.texts]
        return {
            name: average(figures(order[q.key], q.grades) for q in graded)
            for name, order in self.orders.items()
        }


def print_table(answered: Sequence[Answered]) -> None:
    """A row for each order of each sample."""
    table("Order of call search, means over the questions", HEAD, _rows(answered))


def print_questions(answered: Sequence[Answered]) -> None:
    """Each question: what was looked for, how good each order is and what it begins with."""
    for each in answered:
        known = f"vocabulary: {each.vocabulary}"
        print(f"## {each.sample.title}, asked in {each.language}, {known}\n")
        for question in each.sample.read():
            if each.language in question.texts:
                print(f"{question.key} {question.texts[each.language]}")
                print(f"    looked for  {each.looked_for[question.key]}")
                for name, order in each.orders.items():
                    found = order[question.key]
                    marks = [f"{key} ({question.grades.get(key, 0)})" for key in found[:FIRST]]
                    ndcg = figures(found, question.grades).ndcg
                    print(f"    {name:11} {ndcg:.2f} {', '.join(marks)}")
        print(flush=True)


def _rows(answered: Sequence[Answered]) -> Iterator[tuple[str, ...]]:
    for each in answered:
        for name, mean in each.averages().items():
            shown = (mean.ndcg, mean.reciprocal, mean.hits, mean.found)
            where = (each.sample.title, each.language, each.vocabulary, name)
            yield (*where, *(f"{value:.3f}" for value in shown))
