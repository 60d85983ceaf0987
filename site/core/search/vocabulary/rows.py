"""The rows of concepts and terms, written in bulk."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from core.models import VocabularyConcept, VocabularyFile, VocabularyTerm
from core.operation.progress import shown
from core.search.vocabulary.lines import Line, Term

BATCH = 500  # rows in a statement; SQLite has a limit
T = TypeVar("T")


@dataclass(frozen=True)
class Known:
    """A concept of a file as it is in the database."""

    pk: int
    edited: bool
    terms: frozenset[Term]

    def differs(self, line: Line) -> bool:
        """Whether the file says something else, and may."""
        return not self.edited and self.terms != frozenset(line.terms)


def known(file: VocabularyFile) -> dict[str, Known]:
    """The concepts that came from the file, by their keys in it."""
    if file.pk is None:
        return {}
    terms: dict[int, set[Term]] = defaultdict(set)
    rows = VocabularyTerm.objects.filter(concept__source=file).order_by()
    columns = rows.values_list("concept", "language", "text", "key", "kind", "preferred")
    for concept, language, text, key, kind, preferred in columns.iterator():
        terms[concept].add(Term(language, text, key, kind, preferred))
    concepts = VocabularyConcept.objects.filter(source=file)
    return {
        key: Known(pk, edited, frozenset(terms[pk]))
        for pk, key, edited in concepts.values_list("pk", "source_key", "edited")
    }


def add(file: VocabularyFile, origin: str, lines: Sequence[Line]) -> None:
    """Make a concept of each line."""
    concepts = [
        VocabularyConcept(origin=origin, source=file, source_key=line.key, name=line.name)
        for line in lines
    ]
    VocabularyConcept.objects.bulk_create(concepts, batch_size=BATCH)
    write_terms((concept.pk, line.terms) for concept, line in zip(concepts, lines, strict=True))


def change(lines: Sequence[tuple[int, Line]]) -> None:
    """Make each concept, given by its id, what its line says."""
    for batch in batches(lines):
        pks = [pk for pk, _line in batch]
        VocabularyTerm.objects.filter(concept__in=pks).delete()
        concepts = VocabularyConcept.objects.in_bulk(pks)
        for pk, line in batch:
            concepts[pk].name = line.name
        VocabularyConcept.objects.bulk_update(concepts.values(), ["name"])
    write_terms((pk, line.terms) for pk, line in lines)


def delete(pks: Sequence[int]) -> None:
    """Take the concepts away, with their terms."""
    for batch in batches(pks):
        VocabularyConcept.objects.filter(pk__in=batch).delete()


def write_terms(terms: Iterable[tuple[int, Iterable[Term]]]) -> None:
    """Write the terms of each concept, given by its id."""
    rows = (
        VocabularyTerm(
            concept_id=pk,
            language=term.language,
            text=term.text,
            key=term.key,
            kind=term.kind,
            preferred=term.preferred,
        )
        for pk, of_concept in shown(terms, what="concepts written")
        for term in of_concept
    )
    for batch in batches(rows, 20 * BATCH):
        VocabularyTerm.objects.bulk_create(batch, batch_size=BATCH)


def batches(rows: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Lists of `size` rows; the last one may be shorter."""
    left = iter(rows)
    while batch := list(islice(left, size)):
        yield batch
