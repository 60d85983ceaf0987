"""Why a record matched: the words as they stand in it, and a stretch of text around them."""

import json
import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, islice, permutations, product
from typing import NamedTuple

from core.search.analysis import LANGUAGES
from core.search.engines import Hit
from core.search.question import Question
from core.search.ranking.levels import FIELDS
from core.search.results import OTHER_LANGUAGE, Reason, Snippet
from core.words.language import LocalizedText

BEFORE, AFTER = 60, 140  # characters of text around the first match
OTHER = "other"  # the field of a text in the other language of its record
PLACES = (*FIELDS, OTHER)
IN_EITHER = ("keywords", OTHER)  # the fields in which a word of the record's other language stands
SIDE_BY_SIDE = 3  # words that are looked for in every order
ENOUGH = 2  # names of a word that stand in a record: more are no better reasons
BETWEEN = "\nÞ\n"  # fields: no words match across a letter, and none are in capitals here


Span = tuple[str, int, int]  # field, start and end
Token = tuple[str, str]  # as it is stored, and its term alone


class _Place(NamedTuple):
    """Where a word of the question stands, from `start` to `end`, in the order of the reasons."""

    widened: bool
    word: int  # which of the question
    place: int
    start: int
    end: int
    via: str | None

    @property
    def name(self) -> str:
        """The field's name."""
        return PLACES[self.place]


class Explainer:
    """Says why records match a question, to a reader of `language`."""

    def __init__(self, question: Question, language: str) -> None:
        self.question = question
        self.language = language
        self._alternatives = [
            [(a.via, [(t, t.partition("_")[2]) for t in a.tokens]) for a in word.alternatives]
            for word in question.words
        ]

    def explain(self, hit: Hit) -> tuple[list[Reason], Snippet | None]:
        """The reasons, in the order of the question, and a snippet where the text is a field.

        What was written comes before what it was widened to. The snippet is in one language: in
        the reader's, where something stands in it.
        """
        texts = _texts(hit)
        record = _Record(texts, json.loads(hit.forms) if self.question else {}, hit.language)
        places = _widest(
            _Place(via is not None, number, PLACES.index(name), start, end, via)
            for number, via, spans in self._matches(record)
            for name, start, end in spans
        )
        return _reasons(hit, texts, places), _nearest(hit, texts, places, self.language)

    def _matches(self, record: "_Record") -> Iterator[tuple[int, str | None, list[Span]]]:
        """The words that are there: which of the question, via what, and where.

        The words of a phrase, or of a name that is there, are no reasons on their own.
        """
        phrases, words = self.question.phrases, self.question.words
        for number, phrase in enumerate(phrases):
            yield number, None, record.first_of([" ".join(phrase)])
        whole = {word for phrase in phrases for word in phrase}
        for number, word in enumerate(words, start=len(phrases)):
            names = [name for alternative in word.alternatives for name in alternative.names]
            if names and (spans := record.first_of([word.written, *names])):
                yield number, word.written, spans
                whole |= {word.written, *word.written.split()}
        for number, word in enumerate(words):
            if word.written not in whole:
                for via, spans in islice(self._standing(number, record), ENOUGH):
                    yield len(phrases) + number, via, spans

    def _standing(self, number: int, record: "_Record") -> Iterator[tuple[str | None, list[Span]]]:
        """The names of a word that stand in a record, but once those that stand in the same places.

        A word is looked for as one of either language.
        """
        seen: list[list[Span]] = []
        for via, tokens in self._alternatives[number]:
            if any(map(record.lacks, tokens)):
                continue
            spans = _stands(record, tokens)
            if spans and spans not in seen:
                seen.append(spans)
                yield via, spans


def _widest(places: Iterable[_Place]) -> list[_Place]:
    """The places in order, without those that are a part of another: wastewater treatment alone."""
    widest: list[_Place] = []
    around = None
    for place in sorted(places, key=lambda p: (p.place, p.start, -p.end)):
        if around and place.place == around.place and place.end <= around.end:
            if (place.start, place.end) != (around.start, around.end):
                continue
        else:
            around = place
        widest.append(place)
    return sorted(widest)


def _texts(hit: Hit) -> dict[str, str]:
    """The record's fields; what stands there in its other language is a field of its own."""
    own, _, other = hit.texts["text"].partition(OTHER_LANGUAGE)
    return {**hit.texts, "text": own.rstrip("\n"), OTHER: other.lstrip("\n")}


def _reasons(hit: Hit, texts: Mapping[str, str], places: Iterable[_Place]) -> list[Reason]:
    """Each word once for each field, in the language of the text that it stands in."""
    reasons: dict[tuple[str, str], Reason] = {}
    for place in places:
        language, where = hit.language, place.name
        if where == OTHER:
            language, where = _foreign(hit), "text"
        word = LocalizedText(texts[place.name][place.start : place.end], language)
        via = None if place.via == word.casefold() else place.via
        reasons.setdefault((where, word.casefold()), Reason(where, word, via))
    return list(reasons.values())


def _foreign(hit: Hit) -> str:
    """The language that the record is not in."""
    return next(code for code in LANGUAGES if code != hit.language)


def _nearest(
    hit: Hit, texts: Mapping[str, str], places: Sequence[_Place], language: str
) -> Snippet | None:
    """The snippet in the reader's language, or in the other one where nothing stands in that."""
    fields = [("text", hit.language), (OTHER, _foreign(hit))]
    for name, code in sorted(fields, key=lambda each: each[1] != language):
        if here := [place for place in places if place.name == name]:
            return _snippet(texts[name], here, code)
    return None


class _Record:
    """The fields of a record in lower case, one after the other, and the forms of its tokens."""

    def __init__(self, texts: Mapping[str, str], forms: Mapping[str, str], language: str) -> None:
        folded = {name: _fold(texts[name]) for name in PLACES}
        self.text = BETWEEN.join(folded.values())
        self._in_either = BETWEEN.join(folded[name] for name in IN_EITHER)
        self._language = language
        self._starts = [0, *accumulate(len(each) + len(BETWEEN) for each in folded.values())]
        self._forms = forms
        self._written: dict[Token, list[str]] = {}
        self._known: dict[str, list[Span]] = {}

    def lacks(self, token: Token) -> bool:
        """Whether no form of a token stands anywhere, told without looking for where one does."""
        return not self.written(token)

    def written(self, token: Token) -> list[str]:
        """The forms of a token whose letters are there; looked for once, for all that ask."""
        if token not in self._written:
            name, term = token
            text = self.text if name.startswith(self._language) else self._in_either
            forms = dict.fromkeys((self._forms.get(name, term), term))
            self._written[token] = [form for form in forms if form in text or " " in form]
        return self._written[token]

    def stands(self, token: Token) -> list[Span]:
        """Where a token first stands in each field, in the first form that does."""
        return self.first_of(self.written(token))

    def first_of(self, forms: Collection[str]) -> list[Span]:
        """Where in each field the first form stands that does."""
        found: dict[str, Span] = {}
        for form in forms:
            for span in self._spans(form):
                found.setdefault(span[0], span)
        return list(found.values())

    def _spans(self, form: str) -> list[Span]:
        """Where a form first stands in each field; looked for once, for all that ask."""
        if form not in self._known:
            spans, place = [], _find(self.text, form)
            while place:
                field = bisect_right(self._starts, place[0]) - 1
                start, after = self._starts[field : field + 2]
                spans.append((PLACES[field], place[0] - start, place[1] - start))
                place = _find(self.text, form, after)
            self._known[form] = spans
        return self._known[form]

    def find_in(self, name: str, text: str) -> Span | None:
        """Where a text first stands in a field, letter by letter."""
        start, after = self._starts[PLACES.index(name) :][:2]
        place = _find_just(self.text, text, start, after)
        return (name, place[0] - start, place[1] - start) if place else None


def _stands(record: _Record, tokens: Sequence[Token]) -> list[Span]:
    """Where the tokens of an alternative stand; nowhere unless all of them do somewhere.

    Side by side where they stand so, wastewater treatment, or else in each field with all.
    """
    each: list[list[Span]] = []
    for token in tokens:
        each.append(record.stands(token))
        if not each[-1]:
            return []
    if len(each) == 1:
        return each[0]
    found: list[Span] = []
    for name in PLACES:
        here = [span for spans in each for span in spans if span[0] == name]
        if len(here) == len(each):
            texts = _side_by_side(record, tokens)
            together = filter(None, (record.find_in(name, text) for text in texts))
            found += list(islice(together, 1)) or here
    return found or [span for spans in each for span in spans[:1]]


def _side_by_side(record: _Record, tokens: Sequence[Token]) -> Iterator[str]:
    """The texts that words make side by side, in whatever order; none of many words."""
    if len(tokens) <= SIDE_BY_SIDE:
        orders = permutations([record.written(token) for token in tokens])
        for words in chain.from_iterable(product(*each) for each in orders):
            yield from (between.join(words) for between in " -")


def _fold(text: str) -> str:
    """Lower case of the same length, so that positions in it are positions in the text."""
    folded = text.lower()
    return folded if len(folded) == len(text) else text


def _find(text: str, form: str, start: int = 0) -> tuple[int, int] | None:
    """Where `form` first stands as whole words, with anything but words between them."""
    if " " not in form:
        return _find_just(text, form, start)
    pattern = r"[\W_]+".join(map(re.escape, form.split()))
    match = re.compile(rf"(?<![^\W_]){pattern}(?![^\W_])").search(text, start)
    return match.span() if match else None


def _find_just(text: str, form: str, start: int, stop: int | None = None) -> tuple[int, int] | None:
    """Where `form` first stands, letter by letter, and is no part of a longer word."""
    begin = text.find(form, start, stop)
    while begin >= 0:
        end = begin + len(form)
        if not (begin and text[begin - 1].isalnum()) and not (
            end < len(text) and text[end].isalnum()
        ):
            return begin, end
        begin = text.find(form, end, stop)
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
