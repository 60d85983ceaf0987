"""A query's words, analysed: what the engines look for, and what counts as a match."""

from dataclasses import dataclass
from itertools import accumulate

from core.search.ranking.tokens import TOP, at_level

WORDS = 30  # a query's first words; more make it slower and no better
CHARACTERS = 2_000
PHRASES = 5

Phrase = tuple[str, ...]  # folded words, in order


@dataclass(frozen=True)
class Alternative:
    """Tokens that together stand for a word: all must be there, and the first says how much.

    `via` is what was written where it was widened, and `lower` by how many levels it then counts
    less than what was written. The name of records stands for the token that they carry, and
    `names` are the words by which it may stand in their texts.
    """

    tokens: tuple[str, ...]
    via: str | None = None
    lower: int = 0
    names: tuple[str, ...] = ()

    def at_level(self, level: int) -> tuple[str, ...]:
        """The tokens by which it has just that level; none where it cannot.

        Those of the first level are there at every level.
        """
        first = level if level == 1 else level + self.lower
        if first > TOP:
            return ()
        return (at_level(self.tokens[0], first), *self.tokens[1:])


@dataclass(frozen=True)
class Word:
    """What is looked for under several names, the best of which counts.

    `points` are what a record gains for each level that one of the alternatives reaches.
    """

    written: str
    alternatives: tuple[Alternative, ...]
    points: tuple[int, ...]

    @property
    def gained(self) -> tuple[int, ...]:
        """What a record has gained at each level, with those below."""
        return tuple(accumulate(self.points))


@dataclass(frozen=True)
class Question:
    """What a text asks for.

    A record matches that has any of the words. It has all of them if it meets every demand, by any
    of its alternatives, and gains `bonus` points; without demands whatever matches has all. The
    phrases it must have, side by side and as they are written. What is called just what the text
    says gains `title` points, more than all else together. `cut` says whether the text had more
    words than are used, and `unknown` are those that neither the vocabulary nor more than one
    record is known to have.
    """

    words: tuple[Word, ...] = ()
    demands: tuple[tuple[Alternative, ...], ...] = ()
    bonus: int = 0
    phrases: tuple[Phrase, ...] = ()
    title: int = 0
    cut: bool = False
    unknown: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases)

    @property
    def says_nothing(self) -> bool:
        """Whether it has small words at most: what is called just so is all that it can find."""
        return not self.phrases and len(self.words) == bool(self.title)
