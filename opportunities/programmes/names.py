"""The names of the programmes as the search knows them: whoever names one wants its own calls.

Each programme is a concept of the search's vocabulary. Like the index it follows from the record,
is written in the transaction that writes the record, and nobody has to keep it.
"""

import re
from collections.abc import Iterable, Iterator

from django.db import transaction

from core.models import VocabularyConcept, VocabularyTerm
from core.models.vocabulary import WORD_LENGTH
from core.search.asking import name_key
from core.web import content_version
from core.words.language import LANGUAGES
from opportunities.models import Programme

FAMILY = "Interreg"  # whoever says no more wants those of every one of its programmes
_KEY = "programme {pk}"  # of the concept of a programme
# "Digital Europe Programme", "the Innovation Fund", "LIFE-programmet", "Programmet LIFE".
_FRAME = re.compile(r"^(?:the|programmet)\s+|[\s-]+(?:programme|programmet)$", re.IGNORECASE)

Name = tuple[str, str]  # language, name


def concept_of(programme: Programme) -> str:
    """The token that every record of a programme carries, and that each of its names stands for."""
    return f"programme_{programme.slug.replace('-', '_')}"


def names_of(programme: Programme) -> list[Name]:
    """What people call a programme in each language, the name first."""
    names = ((code, name) for code in LANGUAGES for name in _names(programme, code))
    return list(dict.fromkeys(names))


def _names(programme: Programme, language: str) -> Iterator[str]:
    name = getattr(programme, f"name_{language}")
    # A short name may stand before a comma: "LIFE, programmet för miljö och klimatpolitik".
    short = [part for part in (programme.short, name.partition(",")[0]) if part]
    also = programme.other_names.splitlines()
    for each in (name, *short, *filter(None, map(str.strip, also))):
        yield each
        yield _FRAME.sub("", each)
    if programme.short and language == "sv":
        yield f"{programme.short}-programmet"
        yield f"{programme.short}programmet"
    if programme.short and language == "en":
        yield f"{programme.short} programme"
    if FAMILY in name.split():
        yield FAMILY


@transaction.atomic
def keep_names(programmes: Iterable[Programme]) -> None:
    """Make the vocabulary know each of the programmes by its names of today."""
    keys = {_KEY.format(pk=programme.pk): programme for programme in programmes}
    concepts = VocabularyConcept.objects.filter(
        origin=VocabularyConcept.Origin.NAME, source_key__in=keys
    )
    known = {each.source_key: each for each in concepts.prefetch_related("terms")}
    changed = [_keep(known.get(key), key, programme) for key, programme in keys.items()]
    if any(changed):
        content_version.change()


def _keep(concept: VocabularyConcept | None, key: str, programme: Programme) -> bool:
    """Whether anything had to be written."""
    if concept is None:
        concept = VocabularyConcept(origin=VocabularyConcept.Origin.NAME, source_key=key)
    wanted = (programme.name_sv[:WORD_LENGTH], concept_of(programme))
    renamed = (concept.name, concept.token) != wanted
    if renamed:
        concept.name, concept.token = wanted
        concept.save()
    have = {(t.language, t.text, t.key) for t in concept.terms.all()}
    terms = dict.fromkeys(
        (language, name[:WORD_LENGTH], key)
        for language, name in names_of(programme)
        for key in name_key(name, language)
    )
    if have == set(terms):
        return renamed
    concept.terms.all().delete()
    VocabularyTerm.objects.bulk_create(
        VocabularyTerm(concept=concept, language=language, text=text, key=key[:WORD_LENGTH])
        for language, text, key in terms
    )
    return True


@transaction.atomic
def forget_names(programme: Programme) -> None:
    """A programme that is gone has no name any more."""
    VocabularyConcept.objects.filter(
        origin=VocabularyConcept.Origin.NAME, source_key=_KEY.format(pk=programme.pk)
    ).delete()
    content_version.change()
