"""General rules that a call points to instead of repeating them: those of Horizon Europe.

Its calls say "described in Annex B of the Work Programme General Annexes" of who may take part, and
Annex G of the money. What the annexes say depends on the type of action:

- part B: any legal entity may take part. Three that are independent of each other, each in another
  country of the EU or associated, at least one of them in the EU; for coordination and support
  actions one is enough.
- part G: 100 % of the costs; in innovation actions 70 % for companies, and up to 100 % for those
  who do not work for profit, as a municipality.

Calls of the Marie Skłodowska-Curie actions, the ERC and the EIC have conditions of their own, joint
undertakings rates of their own, and a call of several types is left alone.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from opportunities.conditions.requirements import Applicants, Requirements, Rule, Stated
from opportunities.conditions.sentences import Sentence

_POINTS_TO = re.compile(r"described in Annex ([BG])\b")


@dataclass(frozen=True)
class Action:
    """What the annexes say of one type of action; None where they leave it to the call."""

    partners: int
    countries: int
    share: int | None


_ACTIONS = {
    "research and innovation actions": Action(3, 3, 100),
    "innovation actions": Action(3, 3, 100),
    "coordination and support actions": Action(1, 1, 100),
    "programme cofund actions": Action(3, 3, None),
}
_TYPE = re.compile(r"horizon\s+(?P<joint>ju\s+)?(?P<type>[a-z ]+ actions)")


def filled(
    read: Requirements, sentences: Iterable[Sentence], actions: Sequence[str], *, besides: bool
) -> Requirements:
    """What was read, and where it says nothing what the annexes say that the call points to.

    A number that the call asks for itself counts where it is higher, or, with `besides`, on top.
    """
    action = _action(actions)
    if action is None:
        return read
    words: dict[str, str] = {}
    for sentence in sentences:
        found = _POINTS_TO.search(sentence.text) if "in Annex " in sentence.text else None
        # Annex B is pointed to for countries, too: what counts is the line on other conditions.
        if found and (found[1].upper() == "G" or "other elig" in sentence.section.lower()):
            section = re.sub(r"^\d\w?\.\s*", "", sentence.section)
            words.setdefault(found[1].upper(), f"{section}: {sentence.words}")
    if taking_part := words.get("B"):
        read = _with_partners(read, action, taking_part, besides=besides)
    if (money := words.get("G")) and action.share and read.share is None:
        read = replace(read, share=Stated(action.share, money, Rule.HORIZON_G))
    return read


def _with_partners(
    read: Requirements, action: Action, words: str, *, besides: bool
) -> Requirements:
    def rule(value: int | str) -> Stated:
        return Stated(value, words, Rule.HORIZON_B)

    partners, countries = read.partners, read.countries
    if partners and besides:
        partners = replace(partners, value=int(partners.value) + action.partners)
    elif partners is None or int(partners.value) < action.partners:
        partners = rule(action.partners)
    alone = int(partners.value) == 1
    if (countries is None and (alone or action.countries > 1)) or (
        countries and int(countries.value) < action.countries
    ):
        countries = rule(action.countries)
    return replace(
        read,
        applicants=read.applicants or rule(Applicants.ANY),
        partners=partners,
        countries=countries,
    )


def _action(actions: Sequence[str]) -> Action | None:
    """The rules for a call's types of action, where they are known and the same for all."""
    known: list[Action | None] = []
    for name in actions:
        found = _TYPE.fullmatch(" ".join(name.lower().split()))
        action = _ACTIONS.get(found["type"]) if found else None
        known.append(replace(action, share=None) if action and found and found["joint"] else action)
    return known[0] if known and all(action == known[0] for action in known) else None
