"""A row of the fit card: a question, an answer, and what the answer rests on."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from core.words.language import LocalizedText
from opportunities.conditions.requirements import Rule, Stated
from opportunities.models import Call, Origin
from opportunities.models.suggestions import Link
from opportunities.showing.eligibility import Sign

WORDS = 5  # more reasons than that persuade nobody
QUOTE = 170  # characters; the whole sentence stands in the text of the call


@dataclass(frozen=True)
class LinkReason:
    """The words in a call that were the reason for a link, and whether an editor chose it."""

    words: tuple[LocalizedText, ...] = ()
    chosen: bool = False


@dataclass(frozen=True)
class Basis:
    """A rule, and the words of the call that it rests on, if any."""

    rule: str
    words: LocalizedText | None = None


@dataclass(frozen=True)
class FitRow:
    """A row of the card. `notes`, `because` and `bases` say where `answer` is from.

    An empty answer is shown as "not stated"; `link` is where the answer leads, if anywhere.
    """

    question: str
    answer: str
    notes: tuple[str, ...] = ()
    because: LinkReason = LinkReason()
    link: str = ""
    sign: Sign | None = None
    bases: tuple[Basis, ...] = ()


def because(links: Iterable[Link]) -> LinkReason:
    """Why a call has these links: the matching words, or an editor's choice."""
    links = list(links)
    matches = [w for link in links if link.origin == Origin.RULE for w in link.words]
    words = {w["word"]: LocalizedText(w["word"], w["language"]) for w in matches}
    return LinkReason(
        words=tuple(words.values())[:WORDS],
        chosen=any(link.origin == Origin.EDITOR for link in links),
    )


def bases(call: Call, *stated: Stated | None) -> tuple[Basis, ...]:
    """The rules of facts that were read, each once."""
    return tuple(
        dict.fromkeys(
            Basis(_rules()[fact.rule], quoted(call, fact.words)) for fact in stated if fact
        )
    )


def quoted(call: Call, words: str) -> LocalizedText:
    """Words of the call, in its language, not longer than a card can show."""
    if len(words) > QUOTE:
        words = f"{words[:QUOTE].rsplit(' ', 1)[0].rstrip(' …')} …"
    return LocalizedText(words, call.language)


def in_conditions(question: str, call: Call) -> FitRow:
    """Where to read the answer: further down on the page, else at the source, else nowhere."""
    if call.conditions:
        text, link = gettext("See the conditions"), "#conditions"
    elif call.url:
        text, link = gettext("See the conditions at the source"), call.url
    else:
        text = link = ""
    return FitRow(question, text, link=link, sign=Sign.UNKNOWN)


def _rules() -> dict[Rule, str]:
    return {
        Rule.CALL: gettext("The call says:"),
        Rule.HORIZON_B: gettext(
            "Annex B of Horizon Europe's general conditions, to which the call refers:"
        ),
        Rule.HORIZON_G: gettext(
            "Annex G of Horizon Europe's general conditions, to which the call refers:"
        ),
    }
