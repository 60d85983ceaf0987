"""Which words find which texts."""

import unicodedata
from typing import Any

import pytest

from tests.core.search.contract.shelf import Shelf, note

pytestmark = pytest.mark.django_db


def sv(title: str, **fields: Any) -> Any:
    return note(title, language="sv", **fields)


DOCUMENTS = [
    sv("Gård vid havet"),
    note("Gard department"),
    sv("ÖSTERSJÖN mår bättre"),
    sv(unicodedata.normalize("NFD", "Ångström och ålar")),
    sv("Stöd till städerna"),
    sv("Föreningarnas framtid"),
    note("Support for small cities"),
    note("Restoring rivers"),
    sv("Bättre avloppsrening"),
    sv("Rening av avlopp i byar"),
    sv("Rening av luft"),
    sv("Ungdomsutbyten"),
    sv("Stöd för IT i skolan"),
    note("Is it there yet"),
    note("Waste-water treatment plants"),
    note("Fit for 55"),
    note("Fit for 5.5 years"),
    note("First topic", keywords="HORIZON-CL5-2026-D2-01"),
    note("Second topic", keywords="HORIZON-CL5-2026-D2-02"),
    note("Third topic", keywords="HORIZON-CL5-2027-D2-01"),
    sv("Beslut om torget", keywords="KS 2012/935 § 45"),
    sv("Beslut om parken", keywords="KS 2012/936 § 45"),
    note("Less CO₂ in the oﬃce"),
    note("Straße ohne Autos"),
    note("Допомога Україні"),
    note("東京 exchange"),
    note("The α-particle and ﬁve naïve cafés"),
    note("Snake_case words"),
    note("A word in the text", text="Salamander ponds."),
    note("A word in the keywords", keywords="Newt ponds."),
    note("Zaatar and other herbs"),
    sv("Inställd konferens m.m. osv"),
]

FOUND = {
    # letters of their own
    "gård": {"Gård vid havet"},
    "gard": {"Gard department"},
    "östersjön": {"ÖSTERSJÖN mår bättre"},
    "Ostersjon": set(),
    unicodedata.normalize("NFD", "ÖSTERSJÖN"): {"ÖSTERSJÖN mår bättre"},
    "ångström": {unicodedata.normalize("NFD", "Ångström och ålar")},
    "angstrom": set(),
    # forms of a word
    "stad": {"Stöd till städerna"},
    "städer": {"Stöd till städerna"},
    "förening": {"Föreningarnas framtid"},
    "föreningen": {"Föreningarnas framtid"},
    "city": {"Support for small cities"},
    "CITIES": {"Support for small cities"},
    "restore": {"Restoring rivers"},
    "restored river": {"Restoring rivers"},
    # compounds, both ways
    "avloppsrening": {"Bättre avloppsrening", "Rening av avlopp i byar"},
    "avlopp": {"Bättre avloppsrening", "Rening av avlopp i byar"},
    "rening": {"Bättre avloppsrening", "Rening av avlopp i byar", "Rening av luft"},
    "luftrening": {"Rening av luft"},
    "ungdom": {"Ungdomsutbyten"},
    "utbyte ungdomar": {"Ungdomsutbyten"},
    # words in capitals
    "IT": {"Stöd för IT i skolan"},
    "it": set(),
    "it skola": {"Stöd för IT i skolan"},
    # hyphens, numbers and what offices call things
    "waste-water": {"Waste-water treatment plants"},
    "wastewater": {"Waste-water treatment plants"},
    "water waste": {"Waste-water treatment plants"},
    "55": {"Fit for 55"},
    "5.5": {"Fit for 5.5 years"},
    "HORIZON-CL5-2026-D2-01": {"First topic"},
    "horizon cl5 2026": {"First topic", "Second topic"},
    "CL5-2027": {"Third topic"},
    "KS 2012/935": {"Beslut om torget"},
    "KS/2012:935": {"Beslut om torget"},
    "ks 2012-935": {"Beslut om torget"},
    "KS2012/935": {"Beslut om torget"},
    "2012/936": {"Beslut om parken"},
    "§ 45": {"Beslut om torget", "Beslut om parken"},
    # other ways to write the same, and other alphabets
    "CO2": {"Less CO₂ in the oﬃce"},
    "office": {"Less CO₂ in the oﬃce"},
    "STRASSE": {"Straße ohne Autos"},
    "україні": {"Допомога Україні"},
    "東京": {"東京 exchange"},
    "Α": {"The α-particle and ﬁve naïve cafés"},
    "five": {"The α-particle and ﬁve naïve cafés"},
    "naïve": {"The α-particle and ﬁve naïve cafés"},
    "naive": set(),
    "snake": {"Snake_case words"},
    # every field
    "salamander": {"A word in the text"},
    "newt": {"A word in the keywords"},
    # words whose dictionary form is not all letters
    "zaatar": {"Zaatar and other herbs"},
    "inställd": {"Inställd konferens m.m. osv"},
    "osv": {"Inställd konferens m.m. osv"},
}


@pytest.mark.parametrize(("text", "titles"), FOUND.items(), ids=list(FOUND))
def test_a_word_finds_what_has_it_and_nothing_else(shelf: Shelf, text: Any, titles: Any) -> None:
    assert set(shelf.with_all_words(text)) == titles


@pytest.mark.parametrize("text", ["och", "the of and", "för att", "it is", "!?", "  .  ", '""'])
def test_words_that_say_nothing_find_nothing_and_can_be_dropped(shelf: Shelf, text: str) -> None:
    results = shelf.ask(text)
    assert (results.count, list(results.results)) == (0, [])
    assert results.without == {"q": len(DOCUMENTS)}


def test_no_words_find_everything(shelf: Shelf) -> None:
    assert shelf.ask("").count == shelf.ask(" \n").count == len(DOCUMENTS)


def test_a_word_that_says_nothing_beside_one_that_does_is_no_demand(shelf: Shelf) -> None:
    assert shelf.find("the rivers of") == ["Restoring rivers"]


def test_what_has_all_the_words_comes_before_what_has_some(shelf: Shelf) -> None:
    results = shelf.ask("fit for 5.5")
    titles = [result.record.title for result in results.results]
    assert titles == ["Fit for 5.5 years", "Fit for 55"]
    assert (results.count, results.count_all_words) == (2, 1)


def test_words_may_be_in_different_fields(shelf: Shelf) -> None:
    assert shelf.with_all_words("word salamander") == ["A word in the text"]


def test_any_of_the_words_will_do(shelf: Shelf) -> None:
    results = shelf.ask("salamander newt unheardof")
    assert {r.record.title for r in results.results} == {
        "A word in the text",
        "A word in the keywords",
    }
    assert (results.count, results.count_all_words) == (2, 0)


def test_where_no_record_has_any_of_the_words_nothing_is_found(shelf: Shelf) -> None:
    results = shelf.ask("unheardof unseen")
    assert (results.count, results.count_all_words) == (0, 0)


def test_the_same_word_twice_is_one_demand(shelf: Shelf) -> None:
    assert shelf.find("rivers River RIVERS rivers") == ["Restoring rivers"]
