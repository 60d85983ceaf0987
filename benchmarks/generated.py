"""Questions of every sort from a seed, asked within a site."""

import json
import time
from collections.abc import Iterator, Sequence
from random import Random

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from core.models import VocabularyTerm
from core.search.query import Query
from core.search.vocabulary.meant import search_as_meant
from opportunities.finding.search import KIND

SEED = 20261130
SLOWEST = 10
SHOWN = 100  # characters of a question
NOISE = ["", "!", '"', "()", "*", "å̈", "🦦", "\u202e", "2027-01-01", "€", "HORIZON-CL5-2027-D1-01"]
WORDS = """projekt om stöd till pengar för barn och äldre i kommunen vi vill bygga ut hur kan man få
    funding for small towns EU:s SMEs co-financing climate energy water skyfall e-hälsa""".split()


def asked(number: int) -> str:
    """Within the site: ask them, and return the slowest as JSON, with how long each took."""
    random = Random(SEED)
    terms = list(VocabularyTerm.objects.order_by("pk").values_list("text", flat=True))
    times = []
    for text in (_question(random, terms) for _number in range(number)):
        start = time.perf_counter()
        query = Query(text, kinds=(KIND,))
        results = search_as_meant(query, user=AnonymousUser(), at=timezone.now())
        milliseconds = (time.perf_counter() - start) * 1000
        times.append((milliseconds, results.count, results.count_all_words, text))
    slowest = sorted(times, reverse=True)[:SLOWEST]
    return json.dumps([_row(*each) for each in slowest])


def _row(milliseconds: float, count: int, with_all: int, text: str) -> Sequence[str]:
    written = " ".join(text.split()).replace("|", "¦")
    return f"{milliseconds:.1f}", f"{count}", f"{with_all}", written[:SHOWN]


def _question(random: Random, terms: Sequence[str]) -> str:
    """Words and phrases that are known, some that are not, some cut off, marks and quotations."""
    return " ".join(_pieces(random, terms))


def _pieces(random: Random, terms: Sequence[str]) -> Iterator[str]:
    for _piece in range(random.choice([1, 1, 2, 2, 3, 4, 6, 10, 30])):
        piece = random.choice([random.choice(terms), random.choice(WORDS), random.choice(WORDS)])
        if random.random() < 0.1:
            piece = piece[: random.randint(1, len(piece))]
        if random.random() < 0.1:
            piece = piece.upper()
        if random.random() < 0.05:
            piece = f'"{piece}"'
        if random.random() < 0.05:
            piece += random.choice(NOISE)
        yield piece
