"""The text of HTML."""

import html
import re

# What stands in the middle of a line; every other element begins and ends one.
_INLINE = """
    a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q s samp small span strike
    strong sub sup time u var wbr
""".split()
_INLINE_TAG = re.compile(rf"</?(?:{'|'.join(_INLINE)})(?=[\s/>])[^<>]*>|<![^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def plain_text(markup: str) -> str:
    """A line for each block element that says something, its white space folded, entities decoded.

    A sign that belongs to no tag, as in "fewer than < 5", is text.
    """
    one_line = " ".join(markup.split())
    if "<" not in one_line and "&" not in one_line:
        return one_line
    blocks = _TAG.split(_INLINE_TAG.sub("", one_line))
    return "\n".join(filter(None, map(_folded, blocks)))


def _folded(block: str) -> str:
    """Without white space that entities or elements in the line have left: few blocks have any."""
    if "&" in block or "  " in block:
        return " ".join(html.unescape(block).split())
    return block.strip()
