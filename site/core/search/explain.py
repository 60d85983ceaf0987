"""Why a record matched: the words as they stand in it, and a stretch of text around them."""

import json
import re
from collections.abc import Iterator, Sequence, Set

from core.search.engines import Hit
from core.search.question import Phrase, Word
from core.search.results import Reason, Snippet

FIELDS = ("title", "keywords", "text")
BEFORE, AFTER = 60, 140  # characters of text around the first match


def explain(
    hit: Hit, words: Sequence[Word], phrases: Sequence[Phrase] = ()
) -> tuple[list[Reason], Snippet | None]:
    """The reasons, field by field, and a snippet where the text is one of the fields."""
    if not (words or phrases):
        return [], None
    reasons: dict[tuple[str, str], Reason] = {}
    spans: list[tuple[int, int]] = []
    folded = {name: _fold(hit.texts[name]) for name in FIELDS}
    for forms, via in _looked_for(hit, words, phrases):
        for name in FIELDS:
            for form in forms:
                span = _find(folded[name], form)
                if span is None:
                    continue
                word = hit.texts[name][span[0] : span[1]]
                reasons.setdefault((name, word.casefold()), Reason(name, word, via))
                if name == "text":
                    spans.append(span)
    return list(reasons.values()), _snippet(hit.texts["text"], spans)


def _looked_for(
    hit: Hit, words: Sequence[Word], phrases: Sequence[Phrase]
) -> Iterator[tuple[Set[str], str | None]]:
    """What to look for in the texts, as written forms or as a phrase, and via which word.

    A phrase's words are no reasons on their own.
    """
    yield from ((frozenset((" ".join(phrase),)), None) for phrase in phrases)
    quoted = {word for phrase in phrases for word in phrase}
    written = json.loads(hit.forms)
    for word in words:
        if word.written not in quoted:
            for alternative in word.alternatives:
                for term in alternative.terms:
                    yield frozenset((term, written.get(term, term))), alternative.via


def _fold(text: str) -> str:
    """Lower case of the same length, so that positions in it are positions in the text."""
    folded = text.lower()
    return folded if len(folded) == len(text) else text


def _find(text: str, form: str) -> tuple[int, int] | None:
    """Where `form` first stands as whole words, with anything but words between them."""
    if " " in form:
        pattern = r"[\W_]+".join(map(re.escape, form.split()))
        match = re.search(rf"(?<![^\W_]){pattern}(?![^\W_])", text)
        return match.span() if match else None
    start = text.find(form)
    while start >= 0:
        end = start + len(form)
        if not (start and text[start - 1].isalnum()) and not (
            end < len(text) and text[end].isalnum()
        ):
            return start, end
        start = text.find(form, end)
    return None


def _snippet(text: str, spans: Sequence[tuple[int, int]]) -> Snippet | None:
    """The text around the first match, cut at words, with every match in it marked."""
    if not spans:
        return None
    ordered = sorted(set(spans))
    start = max(0, ordered[0][0] - BEFORE)
    end = min(len(text), ordered[0][1] + AFTER)
    start = text.find(" ", start, ordered[0][0]) + 1 or ordered[0][0] if start else 0
    end = max(text.rfind(" ", ordered[0][1], end), ordered[0][1]) if end < len(text) else end
    pieces, done = [], start
    for first, last in ordered:
        if done <= first and last <= end:
            pieces += [text[done:first], text[first:last]]
            done = last
    pieces.append(text[done:end])
    pieces[0] = ("… " if start else "") + pieces[0]
    pieces[-1] += " …" if end < len(text) else ""
    return Snippet(pieces)
