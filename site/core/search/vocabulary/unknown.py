"""Words that were searched for and not known: what an editor may want to add.

Who searches must not be known by it, and a name may be among the words. So each is kept alone,
with a day and no hour, counted once an hour however often it is searched for, and shown only when
it has been searched for several times.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import DatabaseError, transaction
from django.db.models import F, QuerySet

from core.models import SearchedWord, User, VocabularyTerm
from core.operation.breaker import Breaker
from core.operation.locks import hardly_waiting
from core.search import analysis
from core.search.vocabulary.rows import batches
from core.words.dates import local

log = logging.getLogger(__name__)
LENGTHS = range(3, 41)  # letters
LISTED_FROM = 3  # times
OF_A_QUESTION = 3  # words; a question of many unknown ones is in another language, or nonsense
A_MINUTE = 20  # words that are written, whoever searches
MOST = 2000  # rows
KEPT, KEPT_RARE = timedelta(days=180), timedelta(days=30)
HOUR = 3600  # seconds
_writing = Breaker("unknown-words", rest=lambda: 60)


def note_unknown(words: Iterable[str], *, at: datetime) -> None:
    """Count words of a question that neither the vocabulary nor the index knows.

    For the views of the search, whoever asks. It never raises, mostly writes nothing, and waits
    for nobody: while the database takes no changes the words are not counted.
    """
    wanted = [word for word in map(analysis.fold, words) if _is_word(word)]
    fresh = [word for word in dict.fromkeys(wanted[:OF_A_QUESTION]) if _is_due(word, at)]
    if not fresh or not (_writing.closed() or _writing.may_try()):
        return
    try:
        with hardly_waiting():
            for word in fresh:
                with transaction.atomic():
                    _count(word, at)
    except DatabaseError as error:
        if _writing.open():
            log.warning("unknown words are not counted for the time being: %s", error)
    else:
        _writing.close()


def listed() -> QuerySet[SearchedWord]:
    """Those that editors see."""
    return SearchedWord.objects.filter(times__gte=LISTED_FROM)


def prune(at: datetime) -> None:
    """Forget what nobody has searched for again, what is known by now, and the rarest of many."""
    today = local(at).date()
    SearchedWord.objects.filter(last_on__lt=today - KEPT).delete()
    rare = SearchedWord.objects.filter(times__lt=LISTED_FROM)
    rare.filter(last_on__lt=today - KEPT_RARE).delete()
    for batch in batches(SearchedWord.objects.values_list("word", flat=True)):
        SearchedWord.objects.filter(word__in=_known(batch)).delete()
    kept = SearchedWord.objects.values("pk")[: MOST // 2]
    if SearchedWord.objects.count() >= MOST:
        SearchedWord.objects.exclude(pk__in=[row["pk"] for row in kept]).delete()


def _is_word(word: str) -> bool:
    return len(word) in LENGTHS and word.isalpha()


def _is_due(word: str, at: datetime) -> bool:
    """Whether the word has not been counted in this hour, nor too many others in this minute."""
    if not cache.add(f"unknown-word-{word.encode().hex()}", 1, timeout=HOUR):
        return False
    minute = f"unknown-words-{at:%H%M}"
    cache.add(minute, 0, timeout=60)
    try:
        return cache.incr(minute) <= A_MINUTE
    except ValueError:  # it has just run out
        return True


def _count(word: str, at: datetime) -> None:
    day = local(at).date()
    if SearchedWord.objects.filter(word=word).update(times=F("times") + 1, last_on=day):
        return
    if SearchedWord.objects.count() < MOST and not _is_name(word):
        SearchedWord.objects.bulk_create(
            [SearchedWord(word=word, last_on=day)], ignore_conflicts=True
        )


def _is_name(word: str) -> bool:
    """Whether somebody who has an account here is called that."""
    people = User.objects.values_list("first_name", "last_name")
    return any(word in analysis.words(" ".join(names)) for names in people)


def _known(words: Iterable[str]) -> list[str]:
    """Those of the words that the vocabulary knows."""
    keys = {word: {analysis.key(word, code) for code in analysis.LANGUAGES} for word in words}
    every = set().union(*keys.values())
    known = set(VocabularyTerm.objects.filter(key__in=every).values_list("key", flat=True))
    return [word for word, of_word in keys.items() if of_word & known]
