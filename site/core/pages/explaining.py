"""Words in a text that not everybody knows, each explained where it is first used.

An app that has explanations registers them here, so that an app it builds on can show them.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from core.registry import Registry
from core.words.language import LocalizedText, current

# Where a word is part of something else: a link, a heading, a name as it is written.
_LEFT_ALONE = frozenset("a abbr code h1 h2 h3 h4 h5 h6 pre".split())


@dataclass(frozen=True)
class Explanation:
    """What a word means, in the reader's language, under the name of its term, and where it stands.

    `key` is the term's own and part of an element's id.
    """

    key: str
    term: str
    text: str
    url: str


# By word: those of texts in a language, as the request's reader reads them.
Explainer = Callable[[HttpRequest, str], Mapping[str, Explanation]]
explainers: Registry[Explainer] = Registry("source of explanations")


def explained(request: HttpRequest, markup: Iterable[str], language: str) -> list[SafeString]:
    """Pieces of sanitised HTML in a language, each word explained once in all of them together."""
    known: dict[str, Explanation] = {}
    for _name, explain in explainers:
        of_app = explain(request, language)
        known = {**{_plain(word): each for word, each in of_app.items()}, **known}
    marker = _Marker(known, language)
    return [marker.marked(piece) for piece in markup]


@dataclass
class _Words:
    """The words that can be explained, and those that have been."""

    known: Mapping[str, Explanation]
    language: str
    used: set[str] = field(default_factory=set)

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds them in small letters."""
        return _pattern(tuple(self.known))

    def marked(self, text: str) -> str:
        """Text between tags, with what explains it."""
        pieces, done = [], 0
        for match in self.pattern.finditer(_small(text)):
            explanation = self._of(_plain(match[0]))
            if explanation is not None and explanation.key not in self.used:
                self.used.add(explanation.key)
                written = text[match.start() : match.end()]
                rendered = _rendered(written, self.language, explanation, current())
                pieces += [text[done : match.start()], rendered]
                done = match.end()
        return "".join([*pieces, text[done:]])

    def _of(self, word: str) -> Explanation | None:
        return self.known.get(word) or self.known.get(word.removesuffix("s"))


def _plain(word: str) -> str:
    """Small letters, and one space wherever the word is written apart."""
    return re.sub(r"[\s-]+", " ", word.lower()).strip()


class _Marker(HTMLParser):
    """Copies HTML as it stands, but for the text in which it marks words."""

    def __init__(self, known: Mapping[str, Explanation], language: str) -> None:
        super().__init__(convert_charrefs=False)
        self._words = _Words(known, language)
        self._copied: list[str] = []
        self._left_alone = 0

    def marked(self, markup: str) -> SafeString:
        """`markup` with its words explained."""
        if self._words.known and self._words.pattern.search(_small(markup)):
            self.reset()
            self._copied, self._left_alone = [], 0
            self.feed(markup)
            self.close()
            markup = "".join(self._copied)
        return mark_safe(markup)  # noqa: S308 - sanitised, and only copied here

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - HTMLParser's
        self._left_alone += tag in _LEFT_ALONE
        self._copied.append(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self._copied.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self._left_alone -= tag in _LEFT_ALONE
        self._copied.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._copied.append(data if self._left_alone else self._words.marked(data))

    def handle_entityref(self, name: str) -> None:
        self._copied.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._copied.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        """Comments are nothing to a reader."""


def _small(text: str) -> str:
    """Small letters in the same places; as it is, where they would not be in the same."""
    small = text.lower()
    return small if len(small) == len(text) else text


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words, the longest first, also in the plural and over the end of a line."""
    spelled = (r"[\s-]+".join(map(re.escape, word.split())) for word in words)
    ordered = sorted(spelled, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(ordered)})s?(?![\w-])")


@lru_cache(maxsize=1_000)
def _rendered(word: str, language: str, explanation: Explanation, reader: str) -> str:
    context = {
        "word": LocalizedText(word, language),
        "explanation": explanation,
        "language": reader,
    }
    return render_to_string("glossary/explained.html", context).strip()
