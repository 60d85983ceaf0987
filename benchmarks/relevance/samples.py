"""The questions and what is right for each, read from files.

Ours are kept with the tests; the others lie beside the checkout, in `../shared/data`.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.site import ROOT

SHARED = ROOT.parent / "shared" / "data"
OWN = ROOT / "tests" / "opportunities" / "finding" / "relevance"
NONE = "none"  # of the everyday ones: what the sample truthfully has for them
PAIR = 2  # the grade of the one title that is looked for


@dataclass(frozen=True)
class Question:
    """`texts` by language; `grades` by identifier: 2 is clearly right, 1 worth reading."""

    key: str
    texts: Mapping[str, str]
    grades: Mapping[str, int]


@dataclass(frozen=True)
class Sample:
    """Questions, and the calls that they are asked of (benchmarks.relevance.filling)."""

    title: str
    collection: str
    read: Callable[[], Sequence[Question]]


def development() -> list[Question]:
    """The development questions over closed topics."""
    grades = _grades(SHARED / "relevance_dev_qrels.tsv")
    return [
        Question(row["qid"], {"sv": row["query_sv"], "en": row["query_en"]}, grades[row["qid"]])
        for row in _rows(SHARED / "relevance_dev_queries.tsv")
    ]


def own() -> list[Question]:
    """Our questions over the sample of June, as an officer asks them."""
    grades = _grades(OWN / "qrels.tsv")
    return [
        Question(row["id"], {"sv": row["sv"], "en": row["en"]}, grades[row["id"]])
        for row in _rows(OWN / "questions.tsv")
    ]


def everyday() -> list[Question]:
    """Our everyday descriptions over the same; without grades where it has nothing for one."""
    return [
        Question(f"E{number:02}", {"sv": row["text"]}, dict(_everyday(row["grades"])))
        for number, row in enumerate(_rows(OWN / "everyday.tsv"), start=1)
    ]


def titles() -> list[Question]:
    """Swedish titles of projects, each of which must find its own English one."""
    return [
        Question(row["project_id"], {"sv": row["title_sv"]}, {row["project_id"]: PAIR})
        for row in _rows(SHARED / "sv_en_title_pairs_dev.tsv")
    ]


DEVELOPMENT = Sample("development questions", "topics", development)
OURS = Sample("our own questions", "june", own)
EVERYDAY = Sample("everyday descriptions", "june", everyday)
TITLES = Sample("pairs of titles", "titles", titles)
SAMPLES = (DEVELOPMENT, OURS, EVERYDAY, TITLES)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _grades(path: Path) -> Mapping[str, Mapping[str, int]]:
    """By question; its key comes first in a line, the identifier and the grade last."""
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        key, *_rest, identifier, grade = line.split("\t")
        if grade.isdecimal():
            grades[key][identifier] = int(grade)
    return grades


def _everyday(text: str) -> Iterator[tuple[str, int]]:
    for graded in text.split():
        if graded != NONE:
            identifier, _equals, grade = graded.rpartition("=")
            yield identifier, int(grade)
