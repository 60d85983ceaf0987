"""Words to try: areas to start with, and what begins like something that is being written."""

from django.db.models import F
from django.db.models.functions import Length

from core.models import PriorityArea, VocabularyWord
from core.words.language import current


def areas() -> list[PriorityArea]:
    """The priority areas, in their order."""
    return list(PriorityArea.objects.classifying())


def beginning(text: str, most: int) -> list[str]:
    """Words of the areas' vocabulary, in the reader's language, that begin with the text."""
    words = VocabularyWord.objects.filter(language=current(), word__istartswith=text)
    ordered = words.order_by(Length("word"), F("word")).values_list("word", flat=True)
    return list(dict.fromkeys(ordered[: most * 2]))[:most]
