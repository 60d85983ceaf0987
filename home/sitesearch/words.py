"""What to try: words to start with, and words that are spelt like those without results."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from django.db.models import F
from django.db.models.functions import Length

from core.models import PriorityArea, VocabularyWord
from core.search import analysis
from core.words.language import current

ALIKE = 0.75  # how much two spellings have in common, from 0 to 1
WORDS = 4  # of the text, for which others are looked for


def areas() -> list[PriorityArea]:
    """The priority areas, in their order."""
    return list(PriorityArea.objects.classifying())


def beginning(text: str, most: int) -> list[str]:
    """Words of the areas' vocabulary, in the reader's language, that begin with the text."""
    words = VocabularyWord.objects.filter(language=current(), word__istartswith=text)
    ordered = words.order_by(Length("word"), F("word")).values_list("word", flat=True)
    return list(dict.fromkeys(ordered[: most * 2]))[:most]


def alike(text: str) -> list[str]:
    """The text with a word of the vocabulary in place of each that is spelt almost like it."""
    written = text.split()[:WORDS]
    if not any(len(word) > 3 for word in written):
        return []
    vocabulary = _vocabulary()
    tries = [
        " ".join([*written[:index], other, *written[index + 1 :]])
        for index, word in enumerate(written)
        for other in _close(word, vocabulary)
    ]
    return list(dict.fromkeys(tries))[:WORDS]


def _vocabulary() -> Sequence[str]:
    words = VocabularyWord.objects.values_list("word", flat=True).distinct()
    return sorted({analysis.fold(word) for word in words})


def _close(word: str, vocabulary: Iterable[str]) -> list[str]:
    folded = analysis.fold(word)
    if len(folded) <= 3 or folded in vocabulary:
        return []
    return get_close_matches(folded, vocabulary, n=2, cutoff=ALIKE)
