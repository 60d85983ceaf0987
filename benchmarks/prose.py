"""Made-up titles and texts. A call is about one to three topics and speaks of little else."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from random import Random

from benchmarks.topics import TOPICS, WEIGHTS, WORDS_OF
from benchmarks.words import GENERAL, LEXICON

# Shares and lengths as in the portal's results of 2026.
SHARE_SECOND_TOPIC = 0.6
SHARE_THIRD_TOPIC = 0.2
TOPICAL_IN_TITLE = 0.35  # of a title's words
TOPICAL_IN_TEXT = 0.08
STEEPNESS = 1.15
TITLE = (10, 3.5, 3, 20)  # words: mean, deviation, fewest, most
DESCRIPTION = (100, 560, 1700)  # words: fewest, median, most
SPREAD = 0.5  # of a text's length, as the deviation of its logarithm
CONDITIONS = 600  # words, nearly the same ones for every call

Topics = Sequence[str]


def topics(random: Random) -> Topics:
    """What a call is about."""
    count = 1 + (random.random() < SHARE_SECOND_TOPIC) + (random.random() < SHARE_THIRD_TOPIC)
    return list(dict.fromkeys(random.choices(list(TOPICS), cum_weights=WEIGHTS, k=count)))


def title(random: Random, about: Topics) -> str:
    """About ten words, a third of them on the topics."""
    mean, deviation, fewest, most = TITLE
    count = min(max(round(random.gauss(mean, deviation)), fewest), most)
    return _words(random, about, count, TOPICAL_IN_TITLE).capitalize()


def keywords(random: Random, about: Topics, count: int) -> list[str]:
    """Pairs of words."""
    return [_words(random, about, 2, 0.5) for _ in range(count)]


def description(random: Random, about: Topics) -> str:
    """A hundred to 1,700 words of HTML."""
    fewest, median, most = DESCRIPTION
    left = min(max(median * random.lognormvariate(0, SPREAD), fewest), most)
    parts = ['<p class="topicdescriptionkind">Scope:</p>']
    while left > 0:
        text = " ".join(_sentence(random, about) for _ in range(3))
        left -= text.count(" ") + 1
        parts.append(f"<p>{text}</p>")
    return "".join(parts)


def conditions(random: Random) -> str:
    """What the portal writes under most calls, with the malformed attribute it has."""
    pool = _boilerplate()
    chosen = random.sample(pool, k=len(pool) * 9 // 10)
    return f'<div class="eui-u-mt-l>"><h4>General conditions</h4>{"".join(chosen)}</div>'


@lru_cache(maxsize=1)
def _boilerplate() -> Sequence[str]:
    random = Random(0)
    count = CONDITIONS // 15
    sentences = (" ".join(random.choices(GENERAL, k=16)).capitalize() for _ in range(count))
    return [f"<p>{sentence}.</p>" for sentence in sentences]


def _sentence(random: Random, about: Topics) -> str:
    return f"{_words(random, about, random.randint(8, 24), TOPICAL_IN_TEXT).capitalize()}."


def _words(random: Random, about: Topics, count: int, share: float) -> str:
    chosen = random.choices(LEXICON, cum_weights=_zipf(len(LEXICON)), k=count)
    for index in range(count):
        if random.random() < share:
            own = WORDS_OF[about[int(random.random() ** 1.5 * len(about))]]  # the first one most
            (chosen[index],) = random.choices(own, cum_weights=_zipf(len(own)))
    return " ".join(chosen)


@lru_cache(maxsize=100)
def _zipf(count: int) -> Sequence[float]:
    """Zipf's law: how common a word is falls with its rank."""
    return list(accumulate(rank**-STEEPNESS for rank in range(1, count + 1)))
