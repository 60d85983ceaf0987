"""What may have been meant by a word that nothing knows, and what is found by it."""

from typing import Any

import pytest

from core.access.visibility import Visibility
from core.models import VocabularyFile
from core.search.query import Query, Window
from core.search.ranking import rarity
from core.search.results import Results
from core.search.vocabulary.actions import load_file
from core.search.vocabulary.lines import Origin, merged, parse
from core.search.vocabulary.meant import search_as_meant
from tests.core.search.contract.shelf import NOW, STRANGER, Shelf, day, note
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db
PUBLIC, STAFF = frozenset({Visibility.PUBLIC.value}), frozenset({Visibility.STAFF.value})


@pytest.fixture(autouse=True)
def _no_vocabulary(db: None) -> None:
    """Words of records alone."""
    VocabularyFile.objects.all().delete()


def ask(shelf: Shelf, text: str, *, user: Any = STRANGER, **asked: Any) -> Results:
    exact = asked.pop("exact", False)
    query = Query(text, kinds=(shelf.kind,), page_size=100, **asked)
    return search_as_meant(query, user=user, at=NOW, exact=exact)


def titles(results: Results) -> list[str]:
    return [result.record.title for result in results.results]


def test_hits_of_the_likeliest_word_are_shown_and_the_written_one_can_be_asked_for(
    own_shelf: Shelf,
) -> None:
    own_shelf.put(note("Salamander ponds"), note("Salamander rescue"), note("Ponds"))
    rarity.count()
    meant = ask(own_shelf, "Salamader")
    assert set(titles(meant)) == {"Salamander ponds", "Salamander rescue"}
    assert (meant.query.text, meant.instead_of, meant.unknown) == (
        "salamander",
        "Salamader",
        ["salamader"],
    )
    exact = ask(own_shelf, "Salamader", exact=True)
    assert (exact.count, exact.instead_of, exact.did_you_mean) == (0, "", ["salamander"])
    assert titles(ask(own_shelf, "salamader rescue"))[0] == "Salamander rescue"


def test_a_slip_in_a_phrase_that_the_vocabulary_has_is_mended(own_shelf: Shelf) -> None:
    sheet = merged([parse(b"sv\ten\ninvasiv art\tinvasive species")], Origin.OWN)
    load_file(name="own.tsv", sheet=sheet, by=None, at=NOW)
    own_shelf.put(note("Invasive species on land"), note("Species of birds"))
    rarity.count()
    meant = ask(own_shelf, "invasva arter")
    assert (meant.query.text, titles(meant)) == ("invasiv arter", ["Invasive species on land"])


def test_in_a_long_text_the_slip_is_mended_with_the_words_beside_it(own_shelf: Shelf) -> None:
    """By what it finds there, not by what the many other words find anyway; nothing is replaced."""
    sheet = merged([parse(b"sv\ten\ninvasiv art\tinvasive species")], Origin.OWN)
    load_file(name="own.tsv", sheet=sheet, by=None, at=NOW)
    many = [f"Projekt på land och i vatten {n}" for n in range(3)]
    own_shelf.put(note("Invasive species"), *map(note, many))
    rarity.count()
    long = ask(own_shelf, "ett projekt om invasva arter på land och i vatten")
    assert set(titles(long)) == set(many)
    mended = "ett projekt om invasiv arter på land och i vatten"
    assert (long.instead_of, long.did_you_mean[0]) == ("", mended)


@pytest.mark.parametrize(
    "text",
    [
        "salamander",
        "ponds",  # in one record only, and yet known
        '"salamader"',  # as it is written
        "SALAMD",  # an acronym
        "salamader2027",
        "zzyzx",
    ],
)
def test_what_is_known_quoted_or_a_name_stays_as_it_is(own_shelf: Shelf, text: str) -> None:
    own_shelf.put(note("Salamander ponds"), note("Salamander rescue"))
    rarity.count()
    results = ask(own_shelf, text)
    assert (results.instead_of, list(results.did_you_mean)) == ("", [])


def test_what_only_fits_without_the_filters_is_offered_and_not_shown(own_shelf: Shelf) -> None:
    own_shelf.put(*(note(f"Salamander {n}", days=-5, opens_at=day(-30)) for n in range(2)))
    rarity.count()
    results = ask(own_shelf, "salamader", windows=(Window.OPEN,))
    assert (results.count, results.instead_of, results.did_you_mean) == (0, "", ["salamander"])


def test_a_word_that_people_write_is_offered_another_and_not_replaced(own_shelf: Shelf) -> None:
    own_shelf.put(note("Kanon one"), note("Kanon two"))
    rarity.count()
    results = ask(own_shelf, "kanot")
    assert (results.count, results.did_you_mean) == (0, ["kanon"])


def test_nobody_is_offered_a_word_of_what_they_may_not_read(own_shelf: Shelf) -> None:
    """Neither one that is counted no more, nor one that was hidden since the words were counted."""
    hidden = [note(f"Brontosauriepark {n}", readers=STAFF) for n in range(3)]
    public = [note(f"Skogsbrontosaurie {n}") for n in range(3)]
    ids = own_shelf.put(*hidden, *public, note("Skogar"))
    rarity.count()
    staff = UserFactory.create()
    for user in (STRANGER, staff):
        assert ask(own_shelf, "brontosauriepak", user=user).did_you_mean == []
        assert ask(own_shelf, "skogsbrontosauri", user=user).instead_of
    for number in ids[3:6]:
        own_shelf.change(number, readers=STAFF)
    stranger = ask(own_shelf, "skogsbrontosauri")
    assert (stranger.did_you_mean, stranger.instead_of, stranger.count) == ([], "", 0)
    assert ask(own_shelf, "skogsbrontosauri", user=staff).query.text == "skogsbrontosaurie"
