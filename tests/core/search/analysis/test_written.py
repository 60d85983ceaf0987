"""Words as they are written: what is one word for a reader is one."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.search.analysis import (
    TERM_LENGTH,
    Written,
    acronyms,
    analysed,
    terms,
    terms_of,
    words,
    written,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("EU:s", Written("eu", acronym=True, form="eu:s")),
        ("AI:n", Written("ai", acronym=True, form="ai:n")),
        ("LIFE:s", Written("life", acronym=True, form="life:s")),
        ("NGO:erna", Written("ngo", acronym=True, form="ngo:erna")),
        ("Esbo:s", Written("esbo", form="esbo:s")),
        ("S:t", Written("st", form="s:t")),
        ("SMEs", Written("sme", acronym=True, form="smes")),
        ("MMICs’", Written("mmic", acronym=True, form="mmics")),
        ("women’s", Written("women", form="women’s")),
        ("women's", Written("women", form="women's")),
        ("re-use", Written("reuse", ("re", "use"), form="re-use")),
        (
            "cyber\u2011security",
            Written("cybersecurity", ("cyber", "security"), form="cyber\u2011security"),
        ),
        ("well\u2013being", Written("wellbeing", ("well", "being"), form="well\u2013being")),
        ("e-hälsa", Written("ehälsa", ("e", "hälsa"), form="e-hälsa")),
        ("sky\u00adfall", Written("skyfall", form="sky\u00adfall")),
        ("e\ufb03ciency", Written("efficiency", form="e\ufb03ciency")),
        ("EU-projekt", Written("euprojekt", ("eu", "projekt"), form="eu-projekt")),
        ("COVID-19", Written("covid19", ("covid", "19"), acronym=True, form="covid-19")),
        (
            "HORIZON-CL5-2024-D3-01-07",
            Written(
                "horizoncl52024d30107",
                ("horizon", "cl5", "2024", "d3", "01", "07"),
                acronym=True,
                form="horizon-cl5-2024-d3-01-07",
            ),
        ),
        ("state of the art", Written("stateoftheart", form="state of the art")),
        ("State-of-the-art", Written("stateoftheart", form="state-of-the-art")),
        ("HORIZON", Written("horizon", form="horizon")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_word_as_it_is_written(text: str, found: Written) -> None:
    assert written(text) == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("vård\u2014omsorg", ["vård", "omsorg"]),
        ("vård- och omsorg", ["vård", "och", "omsorg"]),
        ("kl. 17:00", ["kl", "17", "00"]),
        ("see http://x.eu", ["see", "http", "x", "eu"]),
        ("om: stöd", ["om", "stöd"]),
    ],
)
def test_several_words_stay_several(text: str, found: list[str]) -> None:
    assert [word.word for word in written(text)] == found


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("SME", "Cybersecurity capacities of European SMEs"),
        ("SMEs", "Innovation procurement for an SME"),
        ("smes", "Innovation procurement for an SME"),
        ("FPGA", "Radiation hard FPGAs and MMICs"),
        ("mmic", "Radiation hard FPGAs and MMICs"),
        ("NGOs", "An NGO as partner"),
        ("EU:s", "EU strategy for rural areas"),
        ("AI:s", "AI tools for planners"),
        ("AI:n", "AI tools for planners"),
        ("LIFE:s", "LIFE programme support"),
        ("re-use", "Repair and reuse of textiles"),
        ("reuse", "Re-use of water"),
        ("cyber-security", "Cybersecurity for hospitals"),
        ("well-being", "Wellbeing at school"),
        ("wellbeing", "Well\u2011being at school"),
        ("center", "A network of safer internet centres"),
        ("organization", "Organisation of labour markets"),
        ("labor", "Organisation of labour markets"),
        ("behavior", "Behaviour and colour in public space"),
        ("color", "Behaviour and colour in public space"),
    ],
)
def test_what_is_asked_for_meets_what_is_written(query: str, text: str) -> None:
    assert terms(query, "en")[0] in terms(text, "en")
    assert not {"s", "n"} & set(terms(query, "en"))


def test_an_idiom_is_not_what_its_words_are() -> None:
    assert "art" not in terms("beyond the state of the art, state-of-the-art", "en")


def test_a_hyphenated_word_stands_once_with_its_parts() -> None:
    assert analysed("The re-use of EU-projekten", "sv")[1] == ("re-use", ("reuse", "re", "use"))
    assert (
        terms("EU-projekten", "sv") == ["euprojekt", "eu", "projekt"] == terms("EU-projekt", "sv")
    )
    assert terms("e-hälsan", "sv")[0] == terms("ehälsa", "sv")[0] == terms("ehälsan", "sv")[0]


def test_an_acronym_within_a_hyphenated_word_is_one() -> None:
    [word] = written("IT-based")
    assert terms_of(word, "en") == ("itbase", "it", "base")
    assert acronyms("IT-based EU:s SMEs") == {"it", "eu", "sme"}


def test_words_are_for_phrases() -> None:
    assert words("Re\u2011use of so\u00adil") == ["re", "use", "of", "soil"]


@given(st.text(alphabet="aäEU:s-\u2011\u2013\u00ad\u200b’' 9\ufb01", max_size=80))
def test_any_text_is_words_of_letters_and_digits(text: Any) -> None:
    for word in written(text):
        assert word.word.isalnum()
        assert len(word.word) <= TERM_LENGTH
        assert not word.parts or "".join(word.parts) == word.word
        for language in ("sv", "en"):
            assert all(term.isalnum() for term in terms_of(word, language))


@given(st.text(max_size=200))
def test_a_sign_from_elsewhere_changes_no_other_word(text: str) -> None:
    """Texts that one byte a sign is enough for are read in a quicker way."""
    assert words(f"{text} ł") == [*words(f"{text} l")[:-1], "ł"]


@given(st.text(alphabet="aAbS:-_'’–\xad .éß2\u0301", max_size=20))
def test_nor_what_a_word_is(text: str) -> None:
    read = [each.form for each in written(f"{text} ł")]
    assert read[:-1] == [each.form for each in written(f"{text} l")][:-1]
