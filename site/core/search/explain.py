"""Why a record matched: the words as they stand in it, and a stretch of text around them."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from core.search.analysis import LANGUAGES
from core.search.engines import Hit
from core.search.question import Alternative, Question
from core.search.ranking.levels import FIELDS
from core.search.results import OTHER_LANGUAGE, Reason, Snippet

BEFORE, AFTER = 60, 140  # characters of text around the first match
OTHER = "other"  # the field of a text in the other language of its record
PLACES = (*FIELDS, OTHER)
CLOSE = 4  # characters between words of one name, such as a space or ", "


@dataclass(frozen=True, order=True)
class _Place:
    """Where a word of the question stands, from `start` to `end`, in the order of the reasons."""

    widened: bool
    word: int  # which of the question
    place: int
    start: int
    end: int
    via: str | None = field(compare=False)

    @property
    def name(self) -> str:
        """The field's name."""
        return PLACES[self.place]


def explain(hit: Hit, question: Question, language: str) -> tuple[list[Reason], Snippet | None]:
    """The reasons, in the order of the question, and a snippet where the text is one of the fields.

    What was written comes before what it was widened to. The snippet is in one language: in the
    reader's, `language`, where something stands in it.
    """
    texts = _texts(hit)
    folded = {name: _fold(text) for name, text in texts.items()}
    forms = json.loads(hit.forms) if question else {}
    places = sorted(
        _Place(via is not None, number, PLACES.index(name), start, end, via)
        for number, via, spans in _matches(folded, forms, question)
        for name, start, end in spans
    )
    reasons: dict[tuple[str, str], Reason] = {}
    for place in places:
        word = texts[place.name][place.start : place.end]
        via = None if place.via == word.casefold() else place.via
        where = "text" if place.name == OTHER else place.name
        reasons.setdefault((where, word.casefold()), Reason(where, word, via))
    return list(reasons.values()), _nearest(hit, texts, places, language)


def _texts(hit: Hit) -> dict[str, str]:
    """The record's fields; what stands there in its other language is a field of its own."""
    own, _, other = hit.texts["text"].partition(OTHER_LANGUAGE)
    return {**hit.texts, "text": own.rstrip("\n"), OTHER: other.lstrip("\n")}


def _nearest(
    hit: Hit, texts: Mapping[str, str], places: Sequence[_Place], language: str
) -> Snippet | None:
    """The snippet in the reader's language, or in the other one where nothing stands in that."""
    foreign = next(code for code in LANGUAGES if code != hit.language)
    fields = [("text", hit.language), (OTHER, foreign)]
    for name, code in sorted(fields, key=lambda each: each[1] != language):
        if here := [place for place in places if place.name == name]:
            return _snippet(texts[name], here, code)
    return None


Span = tuple[str, int, int]  # field, start and end


def _matches(
    folded: Mapping[str, str], forms: Mapping[str, str], question: Question
) -> Iterator[tuple[int, str | None, list[Span]]]:
    """The words that are there: which of the question, via what, and where.

    The words of a phrase, or of a name that is there, are no reasons on their own.
    """
    for number, phrase in enumerate(question.phrases):
        yield number, None, _spans(folded, [" ".join(phrase)])
    whole = {word for phrase in question.phrases for word in phrase}
    words = list(enumerate(question.words, start=len(question.phrases)))
    for number, word in words:
        names = [name for alternative in word.alternatives for name in alternative.names]
        if names and (spans := _spans(folded, [word.written, *names])):
            yield number, word.written, spans
            whole |= {word.written, *word.written.split()}
    for number, word in words:
        for alternative in word.alternatives:
            if word.written not in whole:
                yield number, alternative.via, _stands(folded, forms, alternative)


def _stands(
    folded: Mapping[str, str], forms: Mapping[str, str], alternative: Alternative
) -> list[Span]:
    """Where the tokens of an alternative stand; nowhere unless all of them do somewhere."""
    each = []
    for token in alternative.tokens:
        _language, _, term = token.partition("_")
        spans = _spans(folded, dict.fromkeys((forms.get(token, term), term)))
        if not spans:
            return []
        each += spans
    return _joined(folded, each)


def _joined(folded: Mapping[str, str], spans: Iterable[Span]) -> list[Span]:
    """Words that stand side by side are one: wastewater treatment."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda s: (PLACES.index(s[0]), s[1])):
        if joined:
            name, start, end = joined[-1]
            between = folded[name][end : span[1]]
            if name == span[0] and len(between) <= CLOSE and not re.search(r"[\w.;]", between):
                joined[-1] = (name, start, max(end, span[2]))
                continue
        joined.append(span)
    return joined


def _spans(folded: Mapping[str, str], forms: Iterable[str]) -> list[Span]:
    """Where in each field the first form stands that does."""
    spans = []
    for name, text in folded.items():
        places = filter(None, (_find(text, form) for form in forms))
        if place := next(places, None):
            spans.append((name, *place))
    return spans


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


def _snippet(text: str, places: Iterable[_Place], language: str) -> Snippet | None:
    """The stretch of a paragraph that has the most of the words, with every match in it marked.

    None where it says no more than the words do.
    """
    ordered = sorted({(p.start, p.end, p.word) for p in places})
    best = max(ordered, key=lambda place: (_words_from(ordered, place), -place[0]))
    start, end = _bounds(text, best[0], best[1])
    pieces, done = [], start
    for first, last, _word in ordered:
        if done <= first and last <= end:
            pieces += [text[done:first], text[first:last]]
            done = last
    pieces.append(text[done:end])
    if not re.search(r"\w", "".join(pieces[::2])):
        return None
    pieces[0] = ("… " if start else "") + pieces[0]
    pieces[-1] += " …" if end < len(text) else ""
    return Snippet(pieces, language)


def _words_from(ordered: Sequence[tuple[int, int, int]], place: tuple[int, int, int]) -> int:
    """How many different words of the question a snippet has that begins with that match."""
    end = place[1] + AFTER
    return len({word for first, last, word in ordered if place[0] <= first and last <= end})


def _bounds(text: str, first: int, last: int) -> tuple[int, int]:
    """From where to where to show, around a match: whole words of its own paragraph."""
    paragraph = text.rfind("\n", 0, first) + 1
    paragraph_end = text.find("\n", last)
    paragraph_end = len(text) if paragraph_end < 0 else paragraph_end
    start, end = max(paragraph, first - BEFORE), min(paragraph_end, last + AFTER)
    if start > paragraph:
        start = text.find(" ", start, first) + 1 or first
    if end < paragraph_end:
        end = max(text.rfind(" ", last, end), last)
    return start, end
