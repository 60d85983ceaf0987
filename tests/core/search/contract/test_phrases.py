"""What stands between quotation marks is looked for as it is written."""

from typing import Any

import pytest

from tests.core.search.contract.shelf import Shelf, note
from tests.required import required

pytestmark = pytest.mark.django_db

DOCUMENTS = [
    note("Green public procurement"),
    note("Public green spaces"),
    note("Greener public transport"),
    note("Green, public: transport"),
    note("Forest of the green", text="Public money for owls."),
    note("Heat", keywords="district heating · heat pumps", text="Burners."),
    note("Cold", text="District cooling. Heating a whole district heats."),
    note("Till vatten och land", language="sv"),
    note("Vatten eller land", language="sv"),
    note("Call HORIZON-CL5-2026 for towns"),
    note("Blågröna stråk i staden", language="sv", text="Stråk i blågröna städer."),
]

FOUND = {
    '"green public"': {"Green public procurement", "Green, public: transport"},
    '"GREEN Public"': {"Green public procurement", "Green, public: transport"},
    '"public green"': {"Public green spaces"},
    '"greener public"': {"Greener public transport"},
    "“green public”": {"Green public procurement", "Green, public: transport"},
    "”green public”": {"Green public procurement", "Green, public: transport"},
    "«green public»": {"Green public procurement", "Green, public: transport"},
    "„green public“": {"Green public procurement", "Green, public: transport"},
    '"green - public"': {"Green public procurement", "Green, public: transport"},
    # not across fields, nor over the start or the end of a word
    '"forest of the green public money"': set(),
    '"heat district"': set(),
    '"pumps burners"': set(),
    '"reen public"': set(),
    '"green publi"': set(),
    # one word in quotation marks: as it is written
    '"heating"': {"Heat", "Cold"},
    '"heats"': {"Cold"},
    '"districts"': set(),
    '"district heating"': {"Heat"},
    '"heating heat"': {"Heat"},
    '"cooling heating"': {"Cold"},
    # words that say nothing count where they are quoted
    '"vatten och land"': {"Till vatten och land"},
    '"och"': {"Till vatten och land"},
    '"of the"': {"Forest of the green"},
    '"HORIZON-CL5-2026"': {"Call HORIZON-CL5-2026 for towns"},
    '"i staden"': {"Blågröna stråk i staden"},
    '"blågröna städer"': {"Blågröna stråk i staden"},
    '"blagrona stader"': set(),
    # with other words, and several of them
    '"green public" transport': {"Green, public: transport"},
    'transport "green public"': {"Green, public: transport"},
    '"green public" "public transport"': {"Green, public: transport"},
    '"heat pumps" "district heating"': {"Heat"},
    '"public money" forest': {"Forest of the green"},
    # not closed: words, and no phrase
    '"spaces green': {"Public green spaces"},
    'spaces green"': {"Public green spaces"},
}


@pytest.mark.parametrize(("text", "titles"), FOUND.items(), ids=list(FOUND))
def test_a_phrase_finds_what_has_it_so_written(shelf: Shelf, text: Any, titles: Any) -> None:
    assert set(shelf.with_all_words(text)) == titles


def test_a_phrase_that_is_not_closed_is_words_beside_one_that_is(shelf: Shelf) -> None:
    titles = shelf.find('"green public" "spaces')
    assert set(titles) == {"Green public procurement", "Green, public: transport"}


def test_where_some_words_will_do_the_phrase_has_to_be_there_all_the_same(shelf: Shelf) -> None:
    results = shelf.ask('"green public" transport unheardof')
    assert (results.count, results.count_all_words) == (2, 0)
    titles = [result.record.title for result in results.results]
    assert titles == ["Green, public: transport", "Green public procurement"]


@pytest.mark.parametrize("text", ['""', '" "', '"!"', '"" ""', "“”"])
def test_quotation_marks_around_nothing_find_nothing(shelf: Shelf, text: str) -> None:
    results = shelf.ask(text)
    assert (results.count, dict(results.without)) == (0, {"q": len(DOCUMENTS)})


def test_a_phrase_is_a_reason_and_its_words_alone_are_not(shelf: Shelf) -> None:
    result = shelf.ask('"public money"').results[0]
    assert [(r.field, r.word) for r in result.reasons] == [("text", "Public money")]
    assert required(result.snippet).pieces == ["", "Public money", " for owls."]
