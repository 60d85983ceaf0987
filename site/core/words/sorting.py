"""Swedish order of text, the same in both databases and in Python: å, ä and ö after z.

Case does not count, and a letter with another accent sorts as its base letter. PostgreSQL has the
order from ICU (core's migration 0001_initial); SQLite, which has none, and Python from `sort_key`.
In a query: `order_by(Collate("name", SWEDISH))`.
"""

from functools import lru_cache
from typing import Any
from unicodedata import combining, normalize

from django.db.models import F, OrderBy
from django.db.models.functions import Collate

SWEDISH = "swedish"

# As ICU has them: white space, punctuation, signs, figures, and then letters.
BEFORE_LETTERS = (
    "\t\n\v\f\r _-‐–—,;:!¡?¿.·'‘’‚\"“”„«»()[]{}§¶@*/\\&#%•`´^¯¨¸°©®+±÷×<=>¬|¦~−¤¢$£¥€0123456789"
)
AFTER_Z = "åäö"
SORTED_AS = {"æ": "ä", "ę": "ä", "ø": "ö", "œ": "ö", "ő": "ö", "ô": "ö", "ü": "y", "ű": "y"}
SORTED_AS |= {"đ": "d", "ð": "d", "ħ": "h", "ł": "l", "þ": "th", "\N{SOFT HYPHEN}": ""}


class _Alphabet(dict[int, str]):
    """What each character sorts as, for str.translate; worked out the first time it is met."""

    def __missing__(self, code: int) -> str:
        bases = (c for c in normalize("NFKD", chr(code)) if not combining(c))
        self[code] = characters = "".join(self.get(ord(c), c) for c in bases)
        return characters


_alphabet = _Alphabet({ord(c): chr(1 + n) for n, c in enumerate(BEFORE_LETTERS)})
_alphabet |= {ord(c): chr(ord("z") + 1 + n) for n, c in enumerate(AFTER_Z)}
_alphabet |= {
    ord(c): "".join(_alphabet.get(ord(x), x) for x in other) for c, other in SORTED_AS.items()
}


@lru_cache(maxsize=20_000)
def sort_key(text: str) -> tuple[str, str]:
    """The key to sort `text` by; of two that differ in case or accents only, the text itself."""
    return normalize("NFC", text).casefold().translate(_alphabet), text


def compare(one: str, other: str) -> int:
    """-1, 0 or 1, as SQLite wants a collation to answer."""
    a, b = sort_key(one), sort_key(other)
    return (a > b) - (a < b)


class InSwedish(str):
    """The name of a field to order by after the Swedish alphabet, where only a name will do.

    A database sees the collation. What orders rows in memory, as a draft of a page does with the
    areas it is about (modelcluster), takes it for the name that it is.
    """

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        return self.asc().resolve_expression(*args, **kwargs)

    def asc(self) -> OrderBy:
        """As Django asks of what is ordered by."""
        return Collate(F(str(self)), SWEDISH).asc()
