"""What to try: words to start with, and words that are spelt like those that found nothing."""

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
    found = words.order_by(Length("word"), F("word")).values_list("word", flat=True)
    return list(dict.fromkeys(found[: most * 2]))[:most]


def alike(text: str) -> list[str]:
    """The text with a word of the vocabulary in place of each that is spelt almost like it."""
    written = text.split()[:WORDS]
    if not any(len(word) > 3 for word in written):
        return []
    known = _known()
    tries: list[str] = []
    for place, word in enumerate(written):
        for other in _close(word, known):
            tries.append(" ".join([*written[:place], other, *written[place + 1 :]]))
    return list(dict.fromkeys(tries))[:WORDS]


def _known() -> Sequence[str]:
    words = VocabularyWord.objects.values_list("word", flat=True).distinct()
    return sorted({analysis.fold(word) for word in words})


def _close(word: str, known: Iterable[str]) -> list[str]:
    folded = analysis.fold(word)
    if len(folded) <= 3 or folded in known:
        return []
    return get_close_matches(folded, known, n=2, cutoff=ALIKE)
