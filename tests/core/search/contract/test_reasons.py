"""Why something was found: the words as they stand, and a stretch of the text around them."""

from typing import Any

import pytest

from core.search.kinds import Texts
from tests.core.search.contract.shelf import Shelf, note
from tests.required import required

pytestmark = pytest.mark.django_db

LONG = "Nothing of note is said in this sentence. " * 40
EVIL = "<script>alert(1)</script>"

DOCUMENTS = [
    note("Restoring wetlands", text="The WETLAND of a town.", keywords="peat · marsh"),
    note("Bättre avloppsrening", language="sv", text="Avlopp renas. Rening sker."),
    note("Far in", text=f"{LONG}Here the salamander sits. {LONG}"),
    note("At once", text=f"Salamander first. {LONG}"),
    note("At the end", text=f"{LONG}Last a salamander"),
    note(f"{EVIL} herons", keywords=f"{EVIL} & 'heron'", text=f'A "heron" {EVIL} &amp; <b>x</b>'),
    note("İstanbul otters", text="ǅ ﬁ otter İ and 10 km² more."),
    note("Þ and other runes", text="A letter of its own.", keywords="runes"),
    note("A part of a word", text="A trotter and an otter, a stoat2 and a stoat."),
    note("Bats of the attic", text="Bats, at dusk.", other=Texts(text="Fladdermus på vinden.")),
]


def reasons(result: Any) -> list[Any]:
    return [(reason.field, reason.word) for reason in result.reasons]


def test_the_reasons_are_the_words_as_they_stand_in_each_field(shelf: Shelf) -> None:
    assert reasons(shelf.ask("wetlands peat").results[0]) == [
        ("title", "wetlands"),
        ("text", "WETLAND"),
        ("keywords", "peat"),
    ]


def test_no_word_was_widened(shelf: Shelf) -> None:
    for result in shelf.ask("wetlands peat").results:
        assert {reason.via for reason in result.reasons} == {None}


def test_a_word_knows_the_language_of_the_text_that_it_stands_in(shelf: Shelf) -> None:
    (result,) = shelf.ask("bats fladdermus").results
    languages = {reason.word.casefold(): reason.word.language for reason in result.reasons}
    assert languages == {"bats": "en", "fladdermus": "sv"}


def test_a_compound_says_by_which_parts_it_was_found(shelf: Shelf) -> None:
    found = reasons(shelf.ask("avloppsrening").results[0])
    assert ("title", "avloppsrening") in found
    assert {("text", "Avlopp"), ("text", "Rening")} <= set(found)


def test_without_words_there_are_no_reasons(shelf: Shelf) -> None:
    for result in shelf.ask().results:
        assert (list(result.reasons), result.snippet) == ([], None)


def test_what_parts_the_fields_is_no_reason(shelf: Shelf) -> None:
    assert reasons(shelf.ask("þ runes").results[0]) == [
        ("title", "Þ"),
        ("title", "runes"),
        ("keywords", "runes"),
    ]


def test_where_some_words_did_only_those_are_reasons(shelf: Shelf) -> None:
    assert reasons(shelf.ask("peat unheardof").results[0]) == [("keywords", "peat")]


def test_a_snippet_is_a_stretch_of_the_text_with_the_match_in_it(shelf: Shelf) -> None:
    for result in shelf.ask("salamander").results:
        document, pieces = result.record, required(result.snippet).pieces
        assert [piece.lower() for piece in pieces[1::2]] == ["salamander"]
        stretch = "".join(pieces)
        assert len(stretch) < 300
        assert stretch.removeprefix("… ").removesuffix(" …") in document.text
        assert stretch.startswith("… ") != document.text.startswith(stretch[:20])


def test_a_snippet_is_text_whatever_stands_in_it(shelf: Shelf) -> None:
    result = shelf.ask("heron").results[0]
    assert "".join(required(result.snippet).pieces) == f'A "heron" {EVIL} &amp; <b>x</b>'
    assert [reason.word for reason in result.reasons] == ["herons", "heron", "heron"]


def test_a_part_of_another_word_is_not_marked(shelf: Shelf) -> None:
    marked = {
        "otter stoat": ["A trotter and an ", "otter", ", a stoat2 and a ", "stoat", "."],
        '"a stoat"': ["A trotter and an otter, a stoat2 and ", "a stoat", "."],
    }
    for text, pieces in marked.items():
        assert required(shelf.ask(text).results[0].snippet).pieces == pieces


def test_letters_that_change_their_length_do_not_shift_the_match(shelf: Shelf) -> None:
    result = shelf.ask("otter").results[0]
    assert required(result.snippet).pieces[1] == "otter"
    assert {reason.word for reason in result.reasons} == {"otters", "otter"}
