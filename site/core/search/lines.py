"""What a list of search results shows of each."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, cached_property
from itertools import islice
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.text import get_text_list
from django.utils.translation import get_language_info, gettext, gettext_lazy

from core.models import User
from core.search.results import Reason, Result, Snippet
from core.words.language import LocalizedText, current, lang_attribute

LEAD = 200  # characters
SHOWN = 4  # words; more reasons than that persuade nobody
FIELDS = {
    "title": gettext_lazy("the title"),
    "keywords": gettext_lazy("the keywords"),
    "text": gettext_lazy("the text"),
    "conditions": gettext_lazy("the conditions"),
}

T = TypeVar("T")


@dataclass(frozen=True)
class Match:
    """Words that stand in the same fields of the record, and in words which those are."""

    words: Sequence[Reason]
    where: str

    def __html__(self) -> SafeString:
        """ "wastewater (for “avlopp”), sludge in the title", with the words marked."""
        return SafeString(f"{', '.join(map(_marked, self.words))} {escape(self.where)}")


@dataclass(frozen=True)
class Step:
    """One step of the path to a page; without an address where it is no page."""

    title: str
    url: str = ""


@dataclass(frozen=True)
class Line:
    """Everything a list shows of one result; `past` is what is closed or over."""

    result: Result
    title: LocalizedText
    url: str
    where: Sequence[Step] = ()
    note: str = ""
    lead: str = ""
    past: bool = False

    @cached_property
    def matches(self) -> list[Match]:
        """Why it matches."""
        return matches(self.result.reasons)

    @property
    def snippet(self) -> Snippet | None:
        """The stretch of its text where the words are."""
        return self.result.snippet

    @property
    def language(self) -> str:
        """What to say of a text that is not in the reader's language, else nothing."""
        if self.title.language == current():
            return ""
        name = get_language_info(self.title.language)["name_translated"]
        name = name if current() == "en" else name.lower()
        return gettext("in %(language)s") % {"language": name}


@dataclass(frozen=True)
class Reading:
    """Who reads the results and when."""

    results: Sequence[Result]
    user: User | AnonymousUser
    at: datetime
    _answers: dict[Callable[..., Any], Any] = field(default_factory=dict)

    def once(self, ask: Callable[["Reading"], T]) -> T:
        """The answer of `ask`, which is asked once for all the lines that need it."""
        if ask not in self._answers:
            self._answers[ask] = ask(self)
        answer: T = self._answers[ask]
        return answer


def matches(reasons: Iterable[Reason]) -> list[Match]:
    """The first reasons in groups: each word once, and words in the same fields share a line."""
    words: dict[str, list[Reason]] = {}
    for reason in reasons:
        words.setdefault(reason.word.casefold(), []).append(reason)
    groups: dict[tuple[str, ...], list[Reason]] = {}
    for same in islice(words.values(), SHOWN):
        fields = {reason.field for reason in same}
        key = tuple(name for name in FIELDS if name in fields)
        groups.setdefault(key, []).append(same[0])
    return [Match(words, _where(key, current())) for key, words in groups.items()]


@cache
def _where(fields: Sequence[str], _language: str) -> str:
    """ "in the title and the text", in the active language."""
    names = get_text_list([str(FIELDS[name]) for name in fields], gettext("and"))
    return gettext("in %(fields)s") % {"fields": names}


def _marked(reason: Reason) -> str:
    """As HTML; `format_html` would take as long as the rest of the line that it stands in."""
    marked = f"<mark{lang_attribute(reason.word)}>{escape(str(reason.word))}</mark>"
    if reason.via is None:
        return marked
    asked = gettext("for “%(word)s”") % {"word": reason.via}
    return f"{marked} ({escape(asked)})"


def lead(text: str) -> str:
    """The beginning of a text, up to a whole word."""
    return text if len(text) <= LEAD else f"{text[:LEAD].rsplit(' ', 1)[0]} …"
