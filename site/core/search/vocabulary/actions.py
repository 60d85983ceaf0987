"""Bringing words into the vocabulary, from files and by editors: all of it or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from core.models import (
    AuditEvent,
    SearchedWord,
    User,
    VocabularyConcept,
    VocabularyFile,
    VocabularyTerm,
)
from core.models.vocabulary import WORD_LENGTH
from core.operation.locks import one_at_a_time
from core.search import analysis
from core.search.vocabulary import rows
from core.search.vocabulary.lines import Origin, Sheet, bare, make_terms
from core.web import content_version


@dataclass(frozen=True)
class Loaded:
    """How many of a file's lines were new, changed something or changed nothing.

    `removed` is how many of its concepts are in the file no more, and so in the vocabulary either.
    """

    added: int
    changed: int
    unchanged: int
    removed: int

    def __bool__(self) -> bool:
        """Whether anything was written."""
        return bool(self.added or self.changed or self.removed)


@transaction.atomic
def load_file(*, name: str, sheet: Sheet, by: User | None, at: datetime) -> Loaded:
    """Make the concepts of the file `name` those of `sheet`; what an editor changed stays.

    The same again writes nothing.
    """
    one_at_a_time("load words")
    file = VocabularyFile.objects.filter(name=name).first() or VocabularyFile(name=name)
    known = rows.known(file)
    new = [line for line in sheet.lines if line.key not in known]
    other = [line for line in sheet.lines if line.key in known and known[line.key].differs(line)]
    keys = {line.key for line in sheet.lines}
    gone = [concept.pk for key, concept in known.items() if key not in keys and not concept.edited]
    loaded = Loaded(len(new), len(other), len(sheet.lines) - len(new) - len(other), len(gone))
    if file.digest != sheet.digest:
        file.digest = sheet.digest
        file.save()
    if loaded:
        rows.delete(gone)
        rows.change([(known[line.key].pk, line) for line in other])
        rows.add(file, sheet.origin, new)
        AuditEvent.objects.write("core.load_vocabulary", record=file, by=by, at=at)
        content_version.change()
    return loaded


@transaction.atomic
def renew_keys(*, by: User | None, at: datetime) -> int:
    """Make the keys of all terms anew, after a release that makes others; how many were others."""
    one_at_a_time("load words")
    renewed = []
    for term in VocabularyTerm.objects.order_by("pk").iterator():
        key = analysis.key(bare(term.text), term.language)
        if key != term.key and len(key) <= WORD_LENGTH:
            term.key = key
            renewed.append(term)
    VocabularyTerm.objects.bulk_update(renewed, ["key"], batch_size=rows.BATCH)
    if renewed:
        AuditEvent.objects.write("core.renew_keys", record=renewed[0], by=by, at=at)
        content_version.change()
    return len(renewed)


@transaction.atomic
def save_concept(
    *,
    concept: VocabularyConcept,
    texts: Mapping[str, Sequence[str]],
    in_use: bool,
    by: User | None,
    at: datetime,
) -> VocabularyConcept:
    """Make the words of a concept, new or not, those of each column; no file overwrites them.

    Raises core.search.vocabulary.lines.Refused for a text that cannot be looked for.
    """
    terms = make_terms(texts)
    if concept.pk is None:
        concept.origin = Origin.EDITOR
    concept.name, concept.in_use, concept.edited = texts["sv"][0], in_use, True
    concept.save()
    concept.terms.all().delete()
    rows.write_terms([(concept.pk, terms)])
    known = {analysis.fold(term.text) for term in terms} | {term.key for term in terms}
    SearchedWord.objects.filter(word__in=known).delete()
    AuditEvent.objects.write("core.save_concept", record=concept, by=by, at=at)
    content_version.change()
    return concept


@transaction.atomic
def delete_concept(*, concept: VocabularyConcept, by: User | None, at: datetime) -> None:
    """Take away a concept that an editor made: what a file brought would come again with it.

    Raises ValueError for one that a file brought; it can be left unused.
    """
    if concept.origin != Origin.EDITOR:
        raise ValueError(f"{concept} is from a file.")
    AuditEvent.objects.write("core.delete_concept", record=concept, by=by, at=at)
    concept.delete()
    content_version.change()
