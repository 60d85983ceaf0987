"""Search words for a test that wants none but its own."""

from core.models import VocabularyConcept, VocabularyFile, VocabularyTerm


def forget_words() -> None:
    """Take away those that come with the software; row by row it would take long."""
    for model in (VocabularyTerm, VocabularyConcept, VocabularyFile):
        model.objects.all()._raw_delete(using="default")
