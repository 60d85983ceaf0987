"""`load_profile`: five municipalities from five files, each a site of its own."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings
from wagtail.models import Site

from core.models import MunicipalityProfile, PriorityArea, VocabularyWord
from home.loading.profiles import FOLDER, bundled
from home.models import StartPage
from network.models import Body
from opportunities.models import ExchangeRate, Programme, Source
from tests.factories.calls import call

pytestmark = pytest.mark.django_db


def load(name: object, **options: object) -> MunicipalityProfile:
    call_command("load_profile", str(name), **options)
    return MunicipalityProfile.objects.get()


def own_file(tmp_path: Path, *changes: tuple[str, str], of: str = "kristianstad") -> Path:
    """A copy of a bundled file with some text replaced; a text that is not there is a mistake."""
    text = (FOLDER / f"{of}.toml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_five_municipalities_come_with_the_software() -> None:
    assert bundled() == ["kavlinge", "kristianstad", "osthammar", "tyreso", "vaxjo"]


def test_the_start_pages_are_a_page_and_its_translation(loaded_site: MunicipalityProfile) -> None:
    swedish = StartPage.objects.get(locale__language_code="sv")
    english = StartPage.objects.get(locale__language_code="en")
    assert english.translation_key == swedish.translation_key
    assert (swedish.live, english.live) == (True, True)
    assert english.alias_of_id is None
    assert (swedish.title, english.title) == ("Start", "Home")
    assert english.seo_title == "EU and international work"
    assert english.headline == loaded_site.headline_en
    assert english.lead == loaded_site.lead_en
    assert (swedish.get_url(), english.get_url()) == ("/sv/", "/en/")


def test_the_site_is_at_base_url(loaded_site: MunicipalityProfile, settings: Settings) -> None:
    settings.BASE_URL = "https://eu.example.se"
    load("kristianstad")
    site = Site.objects.get()
    assert (site.hostname, site.port) == ("eu.example.se", 443)
    assert site.site_name == "Kristianstads kommun"
    assert loaded_site.site == site


def test_what_a_source_does_not_state_stays_empty(loaded_site: MunicipalityProfile) -> None:
    assert (loaded_site.vision_sv, loaded_site.vision_en, loaded_site.email) == ("", "", "")
    assert loaded_site.population is None
    assert loaded_site.approval_required is None
    assert loaded_site.motto_sv == "tillväxt, tanke och trivsel"


def test_what_every_municipality_needs_is_there_too(loaded_site: MunicipalityProfile) -> None:
    assert Source.objects.filter(slug="eu-portal").exists()
    rate = ExchangeRate.objects.latest()
    assert (str(rate.rate), str(rate.date)) == ("11.4590", "2024-12-31")
    horizon = Programme.objects.get(portal_code="43108390")
    assert horizon.name_sv == "Horisont Europa"
    assert horizon.periods.get().status == "adopted"


def test_what_editors_changed_stays_and_the_file_s_news_are_taken(
    loaded_site: MunicipalityProfile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = loaded_site
    area = PriorityArea.objects.get(slug="friska-ekosystem")
    profile.motto_sv = "Redaktörens motto"
    profile.save()
    area.name_sv = "Friskare ekosystem"
    area.save()
    area.words.get(word="wetland").delete()
    VocabularyWord.objects.create(area=area, language="en", word="eel grass")
    Body.objects.get(key="network").delete()
    page = StartPage.objects.get(slug="start")
    page.headline = "Redaktörens rubrik"
    page.save_revision().publish()
    capsys.readouterr()
    load(
        own_file(
            tmp_path,
            ("tillväxt, tanke och trivsel", "filens nya motto"),
            ('"peatland"', '"raised bog"'),
            ('county = "Skåne"', 'county = "Skåne län"'),
            ("Råd till projekt som pågår", "Råd till projekt"),
        )
    )
    profile.refresh_from_db()
    area.refresh_from_db()
    words = set(area.words.filter(language="en").values_list("word", flat=True))
    assert profile.motto_sv == "Redaktörens motto"
    assert profile.county == "Skåne län"
    assert area.name_sv == "Friskare ekosystem"
    assert "wetland" not in words
    assert "peatland" not in words
    assert {"eel grass", "raised bog"} <= words
    assert not Body.objects.filter(key="network").exists()
    assert StartPage.objects.get(slug="start").headline == "Redaktörens rubrik"
    assert profile.support_services.last().name_sv == "Råd till projekt"
    assert "Friskare ekosystem" in capsys.readouterr().out


def test_lines_that_editors_have_changed_stay_as_a_whole(
    loaded_site: MunicipalityProfile, tmp_path: Path
) -> None:
    profile = loaded_site
    profile.support_services.filter(name_sv="Sökning efter partner").update(name_sv="Partner")
    load(own_file(tmp_path, ("Underlag till ansökningar", "Underlag")))
    names = [line.name_sv for line in profile.support_services.all()]
    assert names[:2] == ["Underlag till ansökningar", "Partner"]


def test_reset_words_gives_back_the_file_s_words(loaded_site: MunicipalityProfile) -> None:
    area = PriorityArea.objects.get(slug="friska-ekosystem")
    area.words.get(word="wetland").delete()
    VocabularyWord.objects.create(area=area, language="en", word="eel grass")
    load("kristianstad", reset_words=True)
    words = set(area.words.filter(language="en").values_list("word", flat=True))
    assert "wetland" in words
    assert "eel grass" not in words


def test_calls_that_are_there_are_sorted_by_the_new_words(
    client: Client, loaded_site: MunicipalityProfile, tmp_path: Path
) -> None:
    call("Restoring a zzyzx meadow")
    found = client.get("/api/calls/", {"priority": "friska-ekosystem"}).json()
    assert found["count"] == 0
    load(own_file(tmp_path, ('"peatland"', '"zzyzx"')))
    found = client.get("/api/calls/", {"priority": "friska-ekosystem"}).json()
    assert [result["title"] for result in found["results"]] == ["Restoring a zzyzx meadow"]


def test_another_municipality_is_refused_where_there_is_one(
    loaded_site: MunicipalityProfile, table_rows: Callable[..., dict[str, list[tuple]]]
) -> None:
    before = table_rows()
    with pytest.raises(CommandError) as refused:
        load("vaxjo")
    assert refused.value.returncode == 1
    assert "Kristianstad" in str(refused.value)
    assert "DATABASE_URL" in str(refused.value)
    assert table_rows() == before


@pytest.mark.parametrize("name", ["malmo", "nowhere/own.toml", "../profiles/vaxjo", ""])
def test_a_name_that_is_not_known_is_wrong_usage(name: str) -> None:
    with pytest.raises(CommandError) as refused:
        load(name)
    assert refused.value.returncode == 2
    assert "kavlinge, kristianstad, osthammar, tyreso, vaxjo" in str(refused.value)


BAD: dict[str, list[Any]] = {
    "a misspelt key": [("[motto]", "[moto]"), ["moto", "motto"]],
    "a key too many": [('county = "Skåne"', 'county = "Skåne"\nmayor = "?"'), ["mayor"]],
    "no name": [('name = "Kristianstad" ', "# "), ['name = "…"']],
    "a colour in words": [('"#2b7044"', '"green"'), ["friska-ekosystem", "colour", "green"]],
    "a shape that is none": [('"triangle"', '"star"'), ['"star"', "square, circle, triangle"]],
    "a kind that is none": [('kind = "office"', 'kind = "club"'), ["coordinating_office", "club"]],
    "a slug twice": [
        ('slug = "halsa-och-delaktighet"', 'slug = "friska-ekosystem"'),
        ["priority", "friska-ekosystem"],
    ],
    "a slug with a space": [('slug = "friska-ekosystem"', 'slug = "friska eko"'), ["friska eko"]],
    "no scheme for calls": [("classifies_calls = true", ""), ["classifies_calls = true", "0"]],
    "one language": [
        ('name = { sv = "Friska ekosystem", en = "Healthy ecosystems" }', 'name = "Friska"'),
        ["friska-ekosystem", '{ sv = "…", en = "…" }'],
    ],
    "a number for a text": [('scb_code = "1290"', "scb_code = 1290"), ["scb_code", "1290"]],
    "a code of letters": [('scb_code = "1290"', 'scb_code = "abcd"'), ["scb_code", "abcd"]],
    "a word for a yes": [
        ("classifies_calls = true", 'classifies_calls = "ja"'),
        ["classifies_calls", '"ja"'],
    ],
    "a form of the network that is none": [
        ('form = "contacts"', 'form = "club"'),
        ["network", "form", '"club"', "contacts, group, none"],
    ],
    "a form of the network that is no text": [
        ('form = "contacts"', "form = true"),
        ["network", "form", "true"],
    ],
    "what the form of the network was before": [
        ('form = "contacts"', "contact_person_per_unit = true"),
        ["network", "contact_person_per_unit", "form"],
    ],
    "a word that is too long": [
        ('"peatland"', f'"{"peatland" * 20}"'),
        ["words", "peatlandpeatland"],
    ],
    "words that are no list": [
        ('words.sv = [\n  "arbetsliv"', 'words.sv = { a = "b" }\nx = ['),
        [],
    ],
    "no TOML": [("[motto]", "[motto"), ["TOML"]],
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_refused_with_a_sentence_and_changes_nothing(
    tmp_path: Path, table_rows: Callable[..., dict[str, list[tuple]]], what: Any
) -> None:
    change, expected = BAD[what]
    path = own_file(tmp_path, change)
    before = table_rows()
    with pytest.raises(CommandError) as refused:
        load(path)
    assert refused.value.returncode == 1
    assert "own.toml" in str(refused.value)
    for fragment in expected:
        assert fragment in str(refused.value)
    assert table_rows() == before


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    path = own_file(tmp_path, ('"triangle"', '"star"'), ("[motto]", "[moto]"))
    with pytest.raises(CommandError, match=re.compile("star.*moto", re.DOTALL)):
        load(path)


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes('name = "Östhammar"'.encode("latin-1"))
    with pytest.raises(CommandError, match="UTF-8"):
        load(path)


def test_a_table_where_a_list_should_be_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('schemes = "all"\nnetwork = 3\nbodies = [1]\nmotto = 4\nname = []\n')
    with pytest.raises(CommandError) as refused:
        load(path)
    for key in ("schemes", "network", "bodies", "motto", "name"):
        assert f" {key} " in str(refused.value)
