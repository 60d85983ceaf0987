"""Countries: all of the standard, in both languages, and nothing that is none."""

from importlib.resources import files
from typing import Any

import pytest
from django.utils.translation import override

from core.words.countries import choices, country_name, names_in_all_languages

NAMES = {
    "AU": ("Australien", "Australia"),
    "BA": ("Bosnien och Hercegovina", "Bosnia and Herzegovina"),
    "BR": ("Brasilien", "Brazil"),
    "CZ": ("Tjeckien", "Czechia"),
    "FO": ("Färöarna", "Faroe Islands"),
    "GB": ("Storbritannien", "United Kingdom"),
    "GL": ("Grönland", "Greenland"),
    "IN": ("Indien", "India"),
    "MK": ("Nordmakedonien", "North Macedonia"),
    "SE": ("Sverige", "Sweden"),
    "TR": ("Turkiet", "Türkiye"),
    "US": ("USA", "United States"),
    "VC": ("S:t Vincent och Grenadinerna", "St Vincent and the Grenadines"),
    "XK": ("Kosovo", "Kosovo"),
}


@pytest.mark.parametrize("code", NAMES)
def test_a_country_is_named_in_the_readers_language(code: Any) -> None:
    for language, name in zip(("sv", "en"), NAMES[code], strict=True):
        with override(language):
            assert country_name(code) == name
            assert (code, name) in choices()


@pytest.mark.parametrize("code", ["", "150", "001", "EU", "EZ", "UN", "IC", "XA", "ZZ", "SU", "br"])
def test_a_region_or_an_unknown_code_is_no_country(code: str) -> None:
    assert country_name(code) == ""
    assert names_in_all_languages(code) == []
    assert code not in dict(choices())


def test_they_are_those_of_the_standard_and_kosovo() -> None:
    lines = files("tzdata").joinpath("zoneinfo/iso3166.tab").read_text().splitlines()
    standard = {line.partition("\t")[0] for line in lines if not line.startswith("#")}
    for language in ("sv", "en"):
        with override(language):
            assert set(dict(choices())) == standard | {"XK"}


@pytest.mark.parametrize(
    ("language", "last"),
    [
        ("sv", ["Zambia", "Zimbabwe", "Åland", "Österrike", "Östtimor"]),
        ("en", ["Yemen", "Zambia", "Zimbabwe", "Åland Islands"]),
    ],
)
def test_they_are_chosen_from_in_swedish_order(language: str, last: Any) -> None:
    with override(language):
        names = [name for _code, name in choices()]
    assert names[0] == "Afghanistan"
    assert names[-len(last) :] == last


def test_a_country_is_searched_for_in_either_language() -> None:
    assert names_in_all_languages("AT") == ["Österrike", "Austria"]
