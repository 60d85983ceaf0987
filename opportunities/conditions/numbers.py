"""Numbers as calls write them: "three", "3", "three (3)", "250 000", "250,000"."""

import re

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
).split()
_VALUES = {word: value for value, word in enumerate(_WORDS, 1)}

# A small number, in words or digits, perhaps in both.
SMALL = rf"(?:{'|'.join(_WORDS)}|\d{{1,2}})(?:\s*\(\d{{1,2}}\))?"
LARGE = r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+|\d{4,8}"


def small(text: str) -> int:
    """The value of what `SMALL` matches."""
    first = text.split("(")[0].strip().lower()
    return _VALUES.get(first) or int(first)


def large(text: str) -> int:
    """The value of what `LARGE` matches."""
    return int(re.sub(r"\D", "", text))
