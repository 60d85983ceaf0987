"""The portal's keywords, without identifiers, repetitions and an empty list as text."""

import json
import re
from collections.abc import Iterable, Iterator

from opportunities.imports.text import line

LENGTH = 200
MOST = 150
_IDENTIFIER = re.compile(r"[A-Z][A-Z0-9]*(-[A-Za-z0-9]+)*-20\d\d(-[A-Za-z0-9]+)*")


def keywords(texts: Iterable[str], identifiers: Iterable[str]) -> tuple[str, ...]:
    """Each keyword once, in its order; one that is a JSON list as text is read as its words."""
    seen = {text.casefold() for text in identifiers if text}
    kept = []
    for text in _decoded(texts):
        word = line(text, LENGTH)
        if word and word.casefold() not in seen and not _IDENTIFIER.fullmatch(word):
            seen.add(word.casefold())
            kept.append(word)
    return tuple(kept[:MOST])


def _decoded(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        if not text.lstrip().startswith("["):
            yield text
            continue
        try:
            values = json.loads(text)
        except (ValueError, RecursionError):
            values = [text]
        yield from (value for value in values if isinstance(value, str))
