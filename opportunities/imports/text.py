"""Text of a feed made fit to keep: no invisible characters, no markup in a line, never too long."""

import re
import unicodedata

from core.words.plain_text import plain_text

# NUL and other controls, halves of surrogate pairs, byte order marks and zero-width spaces, marks
# that turn the direction of text around (they can make a title read as something else).
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\ud800-\udfff\u200b\u200e\u200f\u202a-\u202e"
    "\u2060\u2066-\u2069\ufeff\ufffe\uffff]"
)
WORTH_READING = 20  # times the limit: no line needs more, however long the source's text is


def visible(text: str) -> str:
    """`text` without the characters that nobody sees and databases refuse."""
    return text if text.isprintable() else _INVISIBLE.sub("", text)


def plain(markup: str) -> str:
    """The text of markup in one line, without what nobody sees."""
    text = plain_text(markup).replace("\n", " ")
    seen = unicodedata.normalize("NFC", visible(text))
    return text if seen == text else " ".join(seen.split())  # nearly always it is the same


def line(text: str, limit: int) -> str:
    """Plain text in one line of at most `limit` characters."""
    return cut(plain(text[: limit * WORTH_READING]), limit)


def cut(text: str, limit: int) -> str:
    """`text` if it fits in `limit` characters, else its beginning and an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
