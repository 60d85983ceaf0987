"""The one search as somebody may have meant it who slipped on a word."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice

from django.contrib.auth.models import AnonymousUser

from core.models import User
from core.search.analysis import LANGUAGES
from core.search.asking import ask
from core.search.find import search
from core.search.query import Query
from core.search.question import Alternative, Question, Word
from core.search.ranking.tokens import POINTS, token
from core.search.results import Results
from core.search.vocabulary import spelling

UNKNOWN = 3  # words of a question; with more it is in another language, or nonsense
TEXTS = 3  # that are offered instead
FEW = 6  # words of a text that is tried whole; of a longer one the word with those beside it
LITTLE = 3  # records that have all the words
CLEARLY = 3  # times as many


def search_as_meant(
    query: Query, *, user: User | AnonymousUser, at: datetime, exact: bool = False
) -> Results:
    """As `search`, and what may have been meant where a word of the text is known to nothing.

    Where little has the words as they are written, and clearly more as they may have been meant,
    these are the results, unless `exact`.
    """
    question = ask(query.text)
    results = search(query, user=user, at=at, question=question)
    if not 0 < len(question.unknown) <= UNKNOWN:
        return results
    others: dict[str, list[str]] = {}
    more_texts = TEXTS - 1
    for word in question.unknown:
        if not spelling.is_known(word) and not any(_counts(Query(word), user, at)):
            meant = _spelt_otherwise(word, query, user, at)
            others[word] = list(islice(meant, 1 + more_texts))
            more_texts -= len(others[word][1:])
    texts = _texts(query.text, others)
    results = replace(results, unknown=list(others), did_you_mean=texts)
    if exact or not texts or results.count_all_words >= LITTLE:
        return results
    if len(query.text.split()) > FEW:
        return results
    if not all(spelling.is_slip(word) for word, meant in others.items() if meant):
        return results
    better = search(replace(query, text=texts[0]), user=user, at=at)
    more = better.count_all_words > CLEARLY * results.count_all_words
    if not more and (results.count or not better.count):
        return results
    return replace(better, unknown=list(others), did_you_mean=texts[1:], instead_of=query.text)


def _spelt_otherwise(
    word: str, query: Query, user: User | AnonymousUser, at: datetime
) -> Iterator[str]:
    """Words that the word may be misspelt for, by which the reader finds more, whatever its state.

    What only records have, and the vocabulary has not, must stand in one that the reader may read:
    parts of it or other words for it will not do, nor a record that was hidden a moment ago.
    """
    tried = replace(query, text=_around(word, query.text))
    written = None
    for other in spelling.near(word):
        if not other.in_vocabulary:
            finds_more = _can_read(other.word, query.kinds, user, at)
        else:
            written = written or _counts(tried, user, at)
            text = _replaced(tried.text, {word: other.word})
            counts = _counts(replace(tried, text=text), user, at)
            finds_more = any(more > less for more, less in zip(counts, written, strict=True))
        if finds_more:
            yield other.word


def _around(word: str, text: str) -> str:
    """The word with those beside it, which may be a phrase, where the text has many more."""
    words = text.split()
    places = [place for place, each in enumerate(words) if _replaced(each, {word: ""}) != each]
    if len(words) <= FEW or not places:
        return text
    return " ".join(words[max(0, places[0] - 1) : places[0] + 2])


def _counts(query: Query, user: User | AnonymousUser, at: datetime) -> tuple[int, int]:
    """How many records have any of the words, and how many have all, without any filter."""
    results = search(Query(query.text, kinds=query.kinds, page_size=0), user=user, at=at)
    return results.count, results.count_all_words


def _can_read(term: str, among: Sequence[str], user: User | AnonymousUser, at: datetime) -> bool:
    """Whether there is a record with just this term, in either language, as the records are now."""
    alternatives = tuple(Alternative((token(term, code),)) for code in LANGUAGES)
    question = Question((Word(term, alternatives, POINTS),))
    query = Query(term, kinds=among, page_size=LITTLE)
    return bool(search(query, user=user, at=at, question=question).results)


def _texts(text: str, others: Mapping[str, Sequence[str]]) -> list[str]:
    """The text as it may have been meant: the likeliest first, then with one other word."""
    likeliest = {word: meant[0] for word, meant in others.items() if meant}
    chosen = [likeliest]
    chosen += [{**likeliest, word: other} for word, meant in others.items() for other in meant[1:]]
    texts = (_replaced(text, words) for words in chosen)
    return [other for other in dict.fromkeys(texts) if other != text][:TEXTS]


def _replaced(text: str, others: Mapping[str, str]) -> str:
    for word, other in others.items():
        whole = rf"(?<![^\W_]){re.escape(word)}(?![^\W_])"
        text = re.sub(whole, other, text, flags=re.IGNORECASE)
    return text
