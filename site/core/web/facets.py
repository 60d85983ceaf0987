"""What a list can be narrowed by: facets with counts, and the addresses that add or drop a value.

Values of one facet are alternatives; facets are demands. A facet's counts leave out what is chosen
of the facet itself, so that each says how many records its value would leave beside the others.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Generic, TypeVar
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

SHOWN = 60  # characters of a value that there is not

Pair = tuple[str, str]
Chosen = Mapping[str, Sequence[str]]  # by the facet's name
T = TypeVar("T")


@dataclass(frozen=True)
class Address:
    """What a list is asked for, in a fixed order and without defaults.

    `none` is how a parameter says that nothing of it is chosen, where silence says something else.
    """

    pairs: Sequence[Pair] = ()
    path: str = ""
    none: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, chosen: Chosen, path: str = "") -> "Address":
        """The address of a list of which no more is asked than what is chosen."""
        return cls([(name, value) for name, values in chosen.items() for value in values], path)

    def url(self, *more: Pair) -> str:
        """The address as a link: relative to the page where there is no path."""
        return f"{self.path}?{urlencode([*self.pairs, *more])}"

    def page(self, number: int) -> str:
        """The link to one page of the list."""
        return self.url(("page", str(number))) if number > 1 else self.url()

    def adding(self, name: str, value: str) -> "Address":
        """The list narrowed by one more value."""
        return replace(self, pairs=[*self.pairs, (name, value)])

    def without(self, name: str, value: str | None = None) -> "Address":
        """The list without one value of a parameter, or without the parameter."""
        left = [p for p in self.pairs if p[0] != name or (value and p[1] != value)]
        if name in self.none and not any(p[0] == name for p in left):
            left.append((name, self.none[name]))
        return replace(self, pairs=left)


@dataclass(frozen=True)
class Mark:
    """A priority area's mark, by which its colour and shape are shown."""

    slug: str
    shape: str


@dataclass(frozen=True)
class Choice:
    """A value of a facet: `count` is how many records it would leave, None where nobody says so.

    `url` is the address of the list narrowed by it, where a list has links and no form.
    """

    value: str
    label: str
    mark: Mark | None = None
    count: int | None = None
    selected: bool = False
    url: str = ""


@dataclass(frozen=True)
class Facet:
    """One thing to narrow a list by: its parameter, what it is called, its values in their order.

    `every` is what a field for one value calls having none of them; `hint` is a sentence on what
    the values mean.
    """

    name: str
    label: str
    choices: Sequence[Choice]
    every: str = ""
    hint: str = ""

    @cached_property
    def labels(self) -> dict[str, str]:
        """What each value is called."""
        return {choice.value: choice.label for choice in self.choices}

    @property
    def chosen(self) -> Choice | None:
        """What is chosen, where it can be one value only."""
        return next((choice for choice in self.choices if choice.selected), None)

    def read(self, query: QueryDict) -> tuple[list[str], list[str]]:
        """What is chosen of the values there are, and a sentence about whatever is not there."""
        values = [value for value in dict.fromkeys(query.getlist(self.name)) if value]
        unknown = [value for value in values if value not in self.labels]
        chosen = [value for value in values if value in self.labels]
        return chosen, [f"{self.label}: {no_such_value(value)}" for value in unknown]

    def counted(self, counts: Mapping[str, int], chosen: Collection[str]) -> "Facet":
        """The facet with its counts and what is chosen of it."""
        return self._with(
            replace(choice, count=counts.get(choice.value, 0), selected=choice.value in chosen)
            for choice in self.choices
        )

    def all_chosen(self) -> "Facet":
        """The facet with every value chosen."""
        return self._with(replace(choice, selected=True) for choice in self.choices)

    def linked(self, address: Address, chosen: Collection[str]) -> "Facet":
        """The facet with a link to each value, added to an address, and what is chosen of it."""
        return self._with(
            replace(
                choice,
                url=address.adding(self.name, choice.value).url(),
                selected=choice.value in chosen,
            )
            for choice in self.choices
        )

    def _with(self, choices: Iterable[Choice]) -> "Facet":
        return replace(self, choices=list(choices))


@dataclass(frozen=True)
class Chip:
    """Something that is chosen, with the address of the list without it."""

    label: str
    url: str


@dataclass(frozen=True)
class Narrowed(Generic[T]):
    """Records, each with the values that it has of every facet, and what is chosen of them."""

    having: Sequence[tuple[T, Mapping[str, Collection[str]]]]
    chosen: Chosen

    @property
    def records(self) -> list[T]:
        """Those that have a value of each facet of which something is chosen."""
        return [record for record, values in self.having if self._fits(values)]

    def counts(self, name: str) -> Counter[str]:
        """How many records each value of a facet would leave."""
        fitting = (values for _record, values in self.having if self._fits(values, but=name))
        return Counter(value for values in fitting for value in values[name])

    def _fits(self, values: Mapping[str, Collection[str]], but: str = "") -> bool:
        return all(
            name == but or any(value in values[name] for value in wanted)
            for name, wanted in self.chosen.items()
        )


def chips(facets: Iterable[Facet], chosen: Chosen, address: Address) -> list[Chip]:
    """What is chosen, in the reader's order."""
    labels = {facet.name: facet.labels for facet in facets}
    return [
        Chip(labels[name][value], address.without(name, value).url())
        for name, values in chosen.items()
        for value in values
    ]


def no_such_value(value: str) -> str:
    """What to say of a value that a parameter cannot have."""
    shown = value.replace("\0", "")[:SHOWN]
    return _("there is no value “%(value)s”.") % {"value": shown}
