"""Numbered headings with permanent addresses, and the contents list made of them."""

import re
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import slugify
from wagtail.blocks import StreamValue

from core.words.plain_text import plain_text

_HEADING = re.compile(r"<h([23])[^>]*>(.*?)</h\1>", re.DOTALL)
_OWN_NUMBER = re.compile(r"^\s*(?:§\s*)?\d+(?:\.\d+)*[.)]?\s")
# Addresses that the page itself has.
TAKEN = ("main", "contents", "chain", "details", "")


@dataclass(frozen=True)
class Heading:
    """A heading of the text; `number` is empty where the document numbers its own."""

    level: int
    number: str
    text: str
    anchor: str


class Numbering:
    """Goes through the headings in order; the anchor comes from the words, not the position.

    So it stays the same when a section is added before it.
    """

    def __init__(self) -> None:
        self.headings: list[Heading] = []
        self._counts = [0, 0]
        self._anchors = dict.fromkeys(TAKEN, 1)

    def add(self, level: int, html: str) -> Heading:
        """The next heading, of level 2 or 3."""
        text = " ".join(plain_text(html).split())
        heading = Heading(level, self._number(level, text), text, self._anchor(text))
        self.headings.append(heading)
        return heading

    def _number(self, level: int, text: str) -> str:
        if level == 2:
            self._counts = [self._counts[0] + 1, 0]
        else:
            self._counts[1] += 1
        if _OWN_NUMBER.match(text):
            return ""
        return ".".join(str(n) for n in self._counts[: level - 1] if n)

    def _anchor(self, text: str) -> str:
        base = slugify(text)[:60].strip("-")
        self._anchors[base] = self._anchors.get(base, 0) + 1
        occurrence = self._anchors[base]
        return base if occurrence == 1 else f"{base or 'del'}-{occurrence}"


@dataclass(frozen=True)
class Text:
    """The body as HTML, and its headings in order."""

    html: SafeString
    contents: list[Heading]


def numbered(body: StreamValue, context: dict[str, Any]) -> Text:
    """Render `body`; headings of its running text get numbers and addresses."""
    numbering = Numbering()

    def heading(match: re.Match[str]) -> str:
        added = numbering.add(int(match[1]), match[2])
        values = {"heading": added, "html": SafeString(match[2])}  # from a template, cleaned there
        return render_to_string("documents/heading.html", values).strip()

    parts = []
    for block in body:
        html = block.render(context=context)
        parts.append(_HEADING.sub(heading, html) if block.block_type == "text" else html)
    return Text(SafeString("\n".join(parts)), numbering.headings)
