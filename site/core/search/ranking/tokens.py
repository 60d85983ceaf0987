"""How the words of records are written in the index, and what reaching a level is worth."""

import hashlib

from core.search import analysis

# Of each level, from the first on (core.search.ranking.levels).
POINTS = (1, 3, 2, 2, 2, 2, 2)
TOP = len(POINTS)


def token(term: str, language: str) -> str:
    """A term as it is stored: Swedish and English ones that look alike are not the same."""
    return f"{language}_{term}"


def name_token(text: str) -> str:
    """What is stored of everything that is called just so, in whatever case; "" without a word."""
    words = " ".join(analysis.words(text))
    return f"name_{hashlib.sha256(words.encode()).hexdigest()[:16]}" if words else ""


def at_level(token: str, level: int) -> str:
    """The token that a record has at a level, from 2 to TOP; at 1 that which it has at any."""
    return token if level == 1 else f"{token}.{level}"
