"""What every list that can be narrowed has in common."""

from typing import Any

import pytest
from django.http import QueryDict

from core.web.facets import Address, Chip, Choice, Facet, Narrowed, chips

COLOUR = Facet("colour", "Colour", [Choice("red", "Red"), Choice("blue", "Blue")])
SIZE = Facet("size", "Size", [Choice("s", "Small"), Choice("l", "Large")])
HAVING = [
    ("apple", {"colour": ["red"], "size": ["s"]}),
    ("flag", {"colour": ["red", "blue"], "size": ["l"]}),
    ("sea", {"colour": ["blue"], "size": ["l"]}),
    ("air", {"colour": [], "size": ["l"]}),
]


@pytest.mark.parametrize(
    ("chosen", "left", "colours", "sizes"),
    [
        ({}, "apple flag sea air", {"red": 2, "blue": 2}, {"s": 1, "l": 3}),
        ({"colour": ["red"]}, "apple flag", {"red": 2, "blue": 2}, {"s": 1, "l": 1}),
        ({"colour": ["red", "blue"]}, "apple flag sea", {"red": 2, "blue": 2}, {"s": 1, "l": 2}),
        ({"colour": ["red"], "size": ["l"]}, "flag", {"red": 1, "blue": 2}, {"s": 1, "l": 1}),
        ({"colour": ["green"]}, "", {"red": 2, "blue": 2}, {}),
    ],
)
def test_values_are_alternatives_facets_demands_and_counts_leave_out_their_own(
    chosen: Any, left: str, colours: Any, sizes: Any
) -> None:
    narrowed = Narrowed(HAVING, chosen)
    assert narrowed.records == left.split()
    assert narrowed.counts("colour") == colours
    assert narrowed.counts("size") == sizes


def test_a_facet_says_what_is_chosen_and_what_it_does_not_have() -> None:
    given = QueryDict("colour=blue&colour=green&colour=&colour=blue&size=l")
    chosen, errors = COLOUR.read(given)
    assert chosen == ["blue"]
    assert errors == ["Colour: värdet ”green” finns inte."]
    counted = COLOUR.counted({"blue": 2}, chosen)
    assert [(c.value, c.count, c.selected) for c in counted.choices] == [
        ("red", 0, False),
        ("blue", 2, True),
    ]
    assert counted.chosen == counted.choices[1]
    assert all(choice.selected for choice in COLOUR.all_chosen().choices)


def test_a_chip_leads_to_the_list_without_its_value() -> None:
    chosen = {"size": ["s"], "colour": ["blue", "red"]}
    address = Address.of(chosen)
    assert chips([COLOUR, SIZE], chosen, address) == [
        Chip("Small", "?colour=blue&colour=red"),
        Chip("Blue", "?size=s&colour=red"),
        Chip("Red", "?size=s&colour=blue"),
    ]
    assert address.page(1) == address.url()
    assert address.page(2) == "?size=s&colour=blue&colour=red&page=2"


def test_where_silence_has_a_meaning_nothing_chosen_is_written() -> None:
    address = Address([("q", "å"), ("size", "s")], none={"size": "all"})
    assert address.without("size", "s").url() == "?q=%C3%A5&size=all"
    assert address.without("q").url() == "?size=s"


def test_a_choice_can_be_a_link() -> None:
    linked = COLOUR.linked(Address(path="/list/"), ["red"])
    assert [choice.url for choice in linked.choices] == ["/list/?colour=red", "/list/?colour=blue"]
    assert linked.chosen == linked.choices[0]
