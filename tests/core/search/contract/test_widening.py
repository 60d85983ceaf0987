"""What a question is widened to, in both directions, and where what it finds then stands."""

from typing import Any

import pytest

from core.search.asking import ask
from tests.core.search.contract.shelf import Shelf, note

pytestmark = pytest.mark.django_db

VOCABULARY = """sv	sv_nonpreferred	en	en_nonpreferred	broader	see_also
avlopp	spillvatten	wastewater	sewage|waste water		pipe
skyfall		cloudburst	heavy rain	rain	flood risk
klimatanpassning	anpassning till klimatet	climate adaptation		resilience	
klimat		climate			
anpassning		adaptation			
rening		treatment	purification		
vatten		water			
art		species			
invasiv art	främmande art	invasive alien species	invasive species		
våld i nära relationer	kvinnofrid	domestic violence	intimate partner violence		
relation		relationship			
ung som varken arbetar eller studerar	uvas	NEET			
ERUF	Europeiska regionala utvecklingsfonden	ERDF	European Regional Development Fund		
bibliotek	folkbibliotek	library			
konst		art			
"""


def sv(title: str, **fields: Any) -> Any:
    return note(title, language="sv", **fields)


DOCUMENTS = [
    note("Wastewater in cities", days=1),
    note("Sewage sludge", days=2),
    note("Waste and water", days=3),
    note("Pipes for everybody", days=4),
    sv("Avlopp på landet", days=90),
    sv("Spillvatten i hamnen", days=91),
    note("Cloudburst plans", days=5),
    note("Heavy rain in towns", days=6),
    note("Rain gardens", days=7),
    note("Flood risk maps", days=8),
    note("Climate adaptation of towns", days=9),
    note("Adaptation of old houses", days=10),
    note("Resilience for all", days=11),
    note("Treatment of water", days=12),
    note("Invasive alien species", days=13),
    note("Species of the sea", days=14),
    note("State-of-the-art methods", days=15),
    note("Art for children", days=16),
    note("Domestic violence", days=17),
    note("Violence in games", days=18),
    note("Relationships at work", days=19),
    note("Relation of Brussels and Rome", days=20),
    note("NEETs back to school", days=21),
    note("ERDF in the north", days=22),
    note("Library of the future", days=23),
    sv("Folkbibliotek i byn", days=24),
    sv("Konst på torget", days=92),
    note("A shipment", keywords="pier", text="Sewage is named here once.", days=25),
    note("Quoted words", text="The avlopp of a poem.", days=26),
]

# A question, and what it finds first, in order: what has all its words, or all that it finds.
PARTLY = {"vattenrening"}
FOUND = {
    # a word, and what it is called otherwise: what was written first, then the closest
    "avlopp": [
        "Avlopp på landet",
        "Wastewater in cities",
        "Sewage sludge",
        "Waste and water",
        "Spillvatten i hamnen",
        "Pipes for everybody",
        "Quoted words",
        "A shipment",
    ],
    "avloppen": [
        "Avlopp på landet",
        "Wastewater in cities",
        "Sewage sludge",
        "Waste and water",
        "Spillvatten i hamnen",
        "Pipes for everybody",
        "A shipment",
    ],
    "spillvattnet": [
        "Spillvatten i hamnen",
        "Wastewater in cities",
        "Sewage sludge",
        "Waste and water",
        "Avlopp på landet",
        "Pipes for everybody",
        "A shipment",
    ],
    # from English to Swedish
    "libraries": ["Library of the future", "Folkbibliotek i byn"],
    "library": "libraries",
    # an equivalent of several words needs all of them
    "skyfall": ["Cloudburst plans", "Heavy rain in towns", "Rain gardens", "Flood risk maps"],
    "kvinnofrid": ["Domestic violence"],
    # the longest phrase first, in any inflection; its words alone find less than it
    "våld i nära relationer": ["Domestic violence"],
    "våldet i en nära relation": "våld i nära relationer",
    "unga som varken arbetar eller studerar": ["NEETs back to school"],
    # a phrase's words are widened too, and count less
    "invasiva arter": ["Invasive alien species", "Species of the sea"],
    "främmande arten": "invasiva arter",
    # a compound that is not known, by its parts: both of them before one
    "vattenrening": ["Treatment of water"],
    # one that is known is not taken apart
    "klimatanpassning": ["Climate adaptation of towns", "Resilience for all"],
    "klimat anpassning": [
        "Climate adaptation of towns",
        "Adaptation of old houses",
    ],
    # a Swedish word is not looked for among English ones that look alike
    "arter": ["Invasive alien species", "Species of the sea"],
    "relationer": ["Relationships at work"],
    "konst": ["Konst på torget", "Art for children"],
    # acronyms both ways
    "ERUF": ["ERDF in the north"],
    "eruf": "ERUF",
    "NEETs": ["NEETs back to school"],
    # in quotation marks nothing is widened
    '"avlopp"': ["Avlopp på landet", "Quoted words"],
    '"bibliotek"': [],
}


@pytest.mark.parametrize("text", FOUND)
def test_a_question_finds_what_it_is_widened_to(shelf: Shelf, text: str) -> None:
    expected = FOUND[text]
    while isinstance(expected, str):
        expected = FOUND[expected]
    found = shelf.find(text)
    assert (found[: len(expected)] if " " in text or text in PARTLY else found) == expected


@pytest.mark.parametrize("text", [t for t in FOUND if '"' not in t])
def test_a_word_loses_nothing_by_being_widened(
    shelf: Shelf, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    widened = set(shelf.find(text))
    monkeypatch.setattr("core.search.find.ask", lambda text: ask(text, widen=False))
    assert set(shelf.find(text)) <= widened


def test_a_reason_says_from_what_it_was_widened(shelf: Shelf) -> None:
    reasons = {r.record.title: r.reasons for r in shelf.ask("avlopp").results}
    told = {t: [(r.field, r.word, r.via) for r in each] for t, each in reasons.items()}
    assert told["Wastewater in cities"] == [("title", "Wastewater", "avlopp")]
    assert told["Avlopp på landet"] == [("title", "Avlopp", None)]
    assert told["Waste and water"] == [("title", "Waste", "avlopp"), ("title", "water", "avlopp")]
    assert told["A shipment"] == [("text", "Sewage", "avlopp")]


def test_nothing_widened_pushes_out_an_identifier_or_an_acronym(own_shelf: Shelf) -> None:
    own_shelf.put(
        note("Far in", text="Word after word. " * 30 + "SME", days=300),
        *(note(f"Wastewater {number}", keywords="sewage", days=5) for number in range(30)),
    )
    assert own_shelf.find("SME avlopp")[0] == "Far in"
    assert own_shelf.find("avlopp SME")[0] == "Far in"


def test_a_word_with_many_equivalents_weighs_no_more_than_one_with_one(shelf: Shelf) -> None:
    # Both are in one title: avlopp has six other names, and bibliotek two.
    titles = shelf.find("avlopp bibliotek")
    assert titles.index("Library of the future") < titles.index("Pipes for everybody")


def test_what_has_all_the_words_is_counted_whatever_they_are_called(shelf: Shelf) -> None:
    assert shelf.ask("avlopp cities").count_all_words == 1
    assert shelf.ask("vattenrening").count_all_words == 1
