"""The seeds, and how to count what of a file is where: written apart from the importer."""

import re
from collections import Counter
from html import unescape
from typing import Any

from governing.imports.parse import Parsed
from governing.imports.pieces import Why
from tests.parts import shared

SEEDS = {
    "kristianstad": "000_b6b244e636d0aa45.txt",
    "kavlinge": "001_130cd53b5246ff69.txt",
    "tyreso": "002_ccd610e08760e1b1.txt",
    "vaxjo": "003_03db92303aadf114.txt",
    "osthammar": "004_f2754685122fcba3.txt",
}


def seed(name: str) -> bytes:
    """The file of a municipality's source, or the test stops."""
    return shared(f"seeds/{SEEDS[name]}").read_bytes()


def bare(text: str) -> str:
    """Text without white space, bullets, table bars and asterisks: what is said and no more."""
    text = re.sub(r"(?m)^\s*[-•]\s+", " ", text)
    return re.sub(r"[\s*|]|-{2,}", "", text)


def words(text: str) -> Counter[str]:
    """Every word and number, however often."""
    return Counter(re.findall(r"\w+", text.casefold()))


def html_text(markup: str) -> str:
    """What a reader sees of some HTML."""
    return unescape(re.sub(r"<[^>]+>", " ", markup))


def page_text(title: str, subtitle: str, body: list[dict[str, Any]]) -> str:
    """Everything that is said on a page, from the raw data of its body."""
    parts = [title, subtitle]
    for block in body:
        if block["type"] == "text":
            parts.append(html_text(block["value"]))
        else:
            parts += [column["heading"] for column in block["value"]["columns"]]
            parts += [cell for row in block["value"]["rows"] for cell in row["values"]]
    return "\n".join(parts)


def headings(body: list[dict[str, Any]]) -> list[tuple[int, str]]:
    """The headings of a page with their levels."""
    markup = "".join(block["value"] for block in body if block["type"] == "text")
    return [(int(n), html_text(h)) for n, h in re.findall(r"<h(\d)>(.*?)</h\1>", markup)]


def written(parsed: Parsed) -> str:
    """The rich text of all blocks."""
    return "\n".join(block.html for block in parsed.blocks)


def left_out(parsed: Parsed) -> list[tuple[str, Why]]:
    """What is not on the page, and why."""
    return [(left.text, left.why) for left in parsed.left_out]
