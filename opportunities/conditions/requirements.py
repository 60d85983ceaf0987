"""What was read of a call's conditions, each fact with the words and the rule it rests on."""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Self

WORDS = 300  # characters kept of the sentence that says it


class Rule(StrEnum):
    """Where a fact is from: the call itself, or the general rules that the call points to."""

    CALL = "call"
    HORIZON_B = "horizon-b"  # Horizon Europe, General Annexes, part B: who may take part
    HORIZON_G = "horizon-g"  # the same, part G: how much is financed


class Applicants(StrEnum):
    """Who may apply, as far as it concerns a municipality."""

    ANY = "any"  # any legal entity, or public and private bodies
    PUBLIC = "public"  # municipalities, local authorities or public bodies by name
    OTHERS = "others"  # others alone
    EXCLUDED = "excluded"  # municipalities by name may not


class Place(StrEnum):
    """Where applicants must be at home."""

    SWEDEN_TOO = "sweden-too"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Stated:
    """One fact: its value, the sentence that says so, and the rule."""

    value: int | float | str
    words: str
    rule: Rule = Rule.CALL


@dataclass(frozen=True)
class Population:
    """How many inhabitants an applicant must have; an end without a bound is None."""

    least: int | None
    most: int | None
    words: str

    def fits(self, inhabitants: int) -> bool:
        """Whether a municipality of this size is within the bounds."""
        above = self.least is None or inhabitants >= self.least
        return above and (self.most is None or inhabitants <= self.most)


@dataclass(frozen=True)
class Requirements:
    """What a call asks for. None is "not stated".

    `partners` is how many must take part at least, the applicant among them: 1 says that one may
    apply alone. `countries` is from how many countries at least. `share` is per cent of the costs,
    for a municipality where that differs. `population` has alternatives.
    """

    applicants: Stated | None = None
    place: Stated | None = None
    population: tuple[Population, ...] = ()
    partners: Stated | None = None
    most_partners: Stated | None = None
    countries: Stated | None = None
    share: Stated | None = None
    lump_sum: Stated | None = None
    stages: Stated | None = None

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Self:
        """What `as_json` made, read again."""
        facts: dict[str, Any] = {
            name: Stated(value["value"], value["words"], Rule(value["rule"]))
            for name, value in kept.items()
            if name != "population"
        }
        sizes = (Population(**bounds) for bounds in kept.get("population", ()))
        return cls(population=tuple(sizes), **facts)

    def as_json(self) -> dict[str, Any]:
        """Only what is stated, for a JSON field."""
        kept: dict[str, Any] = {}
        for field in fields(self):
            fact = getattr(self, field.name)
            if isinstance(fact, Stated):
                kept[field.name] = {"value": fact.value, "words": fact.words, "rule": fact.rule}
        if self.population:
            kept["population"] = [dict(vars(bounds)) for bounds in self.population]
        return kept
