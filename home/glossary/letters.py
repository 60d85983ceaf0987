"""Which term stands under which letter, and where a text uses one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Protocol

from core.words.language import LocalizedText
from core.words.sorting import sort_key

SWEDISH_LAST = {"å": "Å", "ä": "Ä", "ö": "Ö"}  # letters of their own, after Z


class Term(Protocol):
    """What a term of the glossary has."""

    slug: str
    explanation_sv: str
    explanation_en: str

    def words(self, language: str) -> list[str]: ...


@dataclass(frozen=True)
class GlossaryEntry:
    """A term as one language's page shows it."""

    slug: str
    term: str
    explanation: str
    others: list[str]  # other words for it
    other: LocalizedText  # the term in the other language


@dataclass(frozen=True)
class Letter:
    letter: str
    entries: list[GlossaryEntry]


def letters(terms: Iterable[Term], language: str) -> list[Letter]:
    """The terms under their first letters; å, ä and ö are letters of their own in Swedish only."""
    entries = sorted((_entry(term, language) for term in terms), key=lambda e: _key(e, language))
    groups = groupby(entries, key=lambda entry: _letter(entry.term, language))
    return [Letter(letter, list(group)) for letter, group in groups]


def _entry(term: Term, language: str) -> GlossaryEntry:
    words = term.words(language)
    abroad = "en" if language == "sv" else "sv"
    return GlossaryEntry(
        slug=term.slug,
        term=words[0],
        explanation=getattr(term, f"explanation_{language}"),
        others=words[1:],
        other=LocalizedText(term.words(abroad)[0], abroad),
    )


def _key(entry: GlossaryEntry, language: str) -> tuple[str, str]:
    if language == "sv":
        return sort_key(entry.term)
    return sort_key(entry.term.translate(str.maketrans("åäöÅÄÖ", "aaoAAO")))


def _letter(term: str, language: str) -> str:
    first = term[:1].casefold()
    if language == "sv" and first in SWEDISH_LAST:
        return SWEDISH_LAST[first]
    folded = sort_key(first)[0].translate(str.maketrans("{|}", "AAO"))
    return folded[:1].upper() if folded[:1].isalpha() else "#"


@dataclass
class Glosses:
    """The words of one language that are explained, and which the page has linked already."""

    slugs: dict[str, str]  # by the word in small letters
    linked: set[str] = field(default_factory=set)

    def pieces(self, text: str) -> Iterator[tuple[str, str]]:
        """`text` in stretches, each with the slug of the term that it is the first use of."""
        if not self.slugs:
            yield text, ""
            return
        done = 0
        for match in self._pattern.finditer(text):
            slug = self.slugs[match[0].lower()]
            if slug not in self.linked:
                self.linked.add(slug)
                yield text[done : match.start()], ""
                yield match[0], slug
                done = match.end()
        yield text[done:], ""

    @property
    def _pattern(self) -> re.Pattern[str]:
        # The longest first, so that "EU programme" is not read as another term and a word.
        words = sorted(self.slugs, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def glosses(terms: Iterable[Term], language: str) -> Glosses:
    """What can be linked in texts of `language`; of two terms with one word the first has it."""
    slugs: dict[str, str] = {}
    for term in terms:
        for word in term.words(language):
            slugs.setdefault(word.lower(), term.slug)
            bare = re.sub(r"\s*\([^)]*\)$", "", word).lower()  # "kommunstyrelse (KS)"
            slugs.setdefault(bare, term.slug)
    return Glosses(slugs)
