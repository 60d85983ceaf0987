"""What the one search answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from core.search.query import Query
from core.search.question import Question
from core.words.language import LocalizedText

OTHER_LANGUAGE = "\x1d"  # in a stored text: what follows is the same in the record's other language


@dataclass(frozen=True)
class Reason:
    """Why a record matched: a word as it stands in a field of the record.

    `via` is the word that was searched for where `word` is another word for it, else None.
    """

    field: str
    word: LocalizedText
    via: str | None = None


@dataclass(frozen=True)
class Snippet:
    """A stretch of the record's text around matches: pieces, every second one a match.

    `language` is that of the text.
    """

    pieces: Sequence[str]
    language: str

    @property
    def marked(self) -> SafeString:
        """As HTML, with every match marked."""
        text = map(conditional_escape, self.pieces)
        marked = (f"<mark>{piece}</mark>" if n % 2 else piece for n, piece in enumerate(text))
        return SafeString("".join(marked))


@dataclass(frozen=True)
class Result:
    record: Any
    kind: str
    language: str
    reasons: Sequence[Reason] = ()
    snippet: Snippet | None = None
    score: int = 0


@dataclass(frozen=True)
class FacetValue:
    value: str
    count: int
    selected: bool


@dataclass(frozen=True)
class Results:
    """A page of results. `facets` counts leave out the facet's own selection.

    `count` records have some of the words, and `count_all_words` of them have them all.
    `without` has, where nothing matches, how many would match without each filter.
    `engine` is what answered; `stand_in` whether it does so in place of a cluster that is away.
    `unknown` are words that nothing knows, `did_you_mean` texts with others in their place that do
    find something. Where the results are those of such a text, `instead_of` is what was written.
    `question` is what was looked for.
    """

    query: Query
    count: int
    count_all_words: int
    results: Sequence[Result]
    engine: str
    facets: Mapping[str, Sequence[FacetValue]] = field(default_factory=dict)
    without: Mapping[str, int] = field(default_factory=dict)
    stand_in: bool = False
    unknown: Sequence[str] = ()
    did_you_mean: Sequence[str] = ()
    instead_of: str = ""
    question: Question = field(default_factory=Question)

    @property
    def pages(self) -> int:
        """How many pages the results fill, at least one."""
        return max(1, -(-self.count // max(1, self.query.page_size)))
