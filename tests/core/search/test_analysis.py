from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.search import analysis
from core.search.asking import ask
from core.search.question import WORDS


def test_letters_of_the_swedish_alphabet_stay_apart() -> None:
    assert analysis.words("Vård VARD vård") == ["vård", "vard", "vård"]


def test_a_decomposed_ring_is_the_same_letter() -> None:
    assert analysis.words("A\u030angström") == ["ångström"]


@pytest.mark.parametrize(
    ("word", "language", "lemma"),
    [
        ("städer", "sv", "stad"),
        ("kommunernas", "sv", "kommun"),
        ("föreningar", "sv", "förening"),
        ("cities", "en", "city"),
        ("municipalities", "en", "municipality"),
        ("co2", "en", "co2"),
        ("2027", "sv", "2027"),
    ],
)
def test_a_word_is_reduced_to_its_dictionary_form(word: str, language: str, lemma: str) -> None:
    assert analysis.lemma(word, language) == lemma


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("avloppsrening", ("avlopp", "rening")),
        ("ungdomsutbyte", ("ungdom", "utbyte")),
        ("stadsutveckling", ("stad", "utveckling")),
        ("samhällsbyggnad", ("samhälle", "byggnad")),
        ("skolungdom", ("skola", "ungdom")),
        ("kyrkogård", ("kyrka", "gård")),
        ("föreningsliv", ("förening", "liv")),
        ("havsmiljö", ("hav", "miljö")),
    ],
)
def test_a_compound_is_known_by_its_parts(compound: str, parts: Any) -> None:
    assert analysis.parts_of(compound) == parts


@pytest.mark.parametrize(
    "word",
    ["förening", "vatten", "integration", "hållbarhet", "ledarskap", "förskola", "bibliotek"],
)
def test_a_simple_word_is_not_split(word: str) -> None:
    assert analysis.parts_of(word) == ()


@pytest.mark.django_db
def test_words_in_capitals_are_kept_even_where_they_are_small_words() -> None:
    assert "it" in analysis.terms("Stöd för IT i skolan", "sv")
    assert "it" not in analysis.terms("Is it there", "en")
    assert [w.written for w in ask("IT för alla").words if w.written] == ["it"]


def test_a_shouted_text_is_not_all_acronyms() -> None:
    assert analysis.terms("CITIES ARE FOR CITIZENS", "en") == ["city", "citizen"]


def test_a_hyphenated_word_is_found_as_one_and_as_two() -> None:
    assert set(analysis.terms("waste-water", "en")) == {"waste", "water", "wastewater"}


@pytest.mark.django_db
def test_a_query_is_read_in_both_languages() -> None:
    tokens = {t for a in ask("cities").words[0].alternatives for t in a.tokens}
    assert tokens >= {"sv_cities", "en_city"}


@pytest.mark.django_db
def test_a_very_long_query_is_cut_and_says_so() -> None:
    question = ask(" ".join(f"ord{n}" for n in range(200)))
    assert len([word for word in question.words if word.written]) == WORDS
    assert question.cut


@pytest.mark.django_db
@given(st.text(max_size=300))
def test_any_text_becomes_terms_of_letters_and_digits(text: Any) -> None:
    for language in analysis.LANGUAGES:
        for term in analysis.terms(text, language):
            assert term.isalnum()
            assert len(term) <= analysis.TERM_LENGTH
    ask(text)
