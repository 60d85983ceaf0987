"""The glossary page, its order and anchors, and the links that lead to it."""

import csv
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from core.models import MunicipalityProfile
from core.search.index import check
from core.words.sorting import sort_key
from home.glossary.letters import glosses
from home.loading.merge import Merge
from home.loading.records import glossary as loading
from home.models import GlossaryPage, GlossaryTerm
from network.models import Body
from tests.as_read import as_read
from tests.factories.partners import PATHS, term
from tests.parts import shared

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(partner_pages: MunicipalityProfile) -> MunicipalityProfile:
    return partner_pages


def page(client: Client, url: str) -> str:
    return as_read(client.get(url).content.decode())


def test_swedish_order_has_a_ring_and_dots_last_and_english_does_not(
    client: Client, site: MunicipalityProfile
) -> None:
    term("oppen", "öppen", "open")
    term("ar", "år", "year")
    term("zon", "zon", "zone")
    term("arende", "ärende", "matter")
    term("alv", "alv", "Åland model")
    markup = page(client, PATHS["sv"]["glossary"])
    assert re.findall(r'<h2 id="letter-\d+">(.)</h2>', markup) == ["A", "Z", "Å", "Ä", "Ö"]
    assert re.findall(r'<div id="(\w+)"><dt>', markup) == ["alv", "zon", "ar", "arende", "oppen"]
    markup = page(client, PATHS["en"]["glossary"])
    assert re.findall(r'<h2 id="letter-\d+">(.)</h2>', markup) == ["A", "M", "O", "Y", "Z"]


def test_a_term_has_an_anchor_its_other_words_and_the_other_language_marked(
    client: Client, site: MunicipalityProfile
) -> None:
    term("vanort", "vänort", "twin town", synonyms_sv="vänskapsort\nsysterstad")
    markup = page(client, PATHS["sv"]["glossary"])
    assert '<a href="#vanort">vänort</a> <i lang="en">twin town</i>' in markup
    assert "Vad vänort är." in markup
    assert "vänskapsort, systerstad" in markup
    assert "What twin town is." not in markup


@pytest.mark.long
def test_the_terms_that_come_with_the_software(client: Client, site: MunicipalityProfile) -> None:
    loading.store(merge=Merge("reference"))
    terms = loading.read()
    assert len(terms) >= 60
    assert len({facts["slug"] for facts in terms}) == len(terms)
    assert all(all(facts[f] for f in loading.FIELDS[:4]) for facts in terms)
    for language in ("sv", "en"):
        words = [facts[f"term_{language}"] for facts in terms]
        assert len(set(words)) == len(words)
        markup = page(client, PATHS[language]["glossary"])
        shown = re.findall(r'<div id="([\w-]+)"><dt>', markup)
        assert len(shown) == len(terms)
    swedish = re.findall(r"<dt><a[^>]*>([^<]+)", page(client, PATHS["sv"]["glossary"]))
    assert swedish == sorted(swedish, key=sort_key)


@pytest.mark.shared
def test_every_term_that_the_interface_uses_is_explained() -> None:
    known = {word.lower() for facts in loading.read() for word in _words(facts)}
    with shared("domain/glossary.csv").open(encoding="utf-8") as lines:
        wanted = [row["sv"].lower() for row in csv.DictReader(lines)]
    missing = [w for w in wanted if not {*w.split("/"), w} & known]
    assert missing == []


def test_words_that_the_interface_uses_are_explained() -> None:
    used = """
        kommun kommunstyrelsen medfinansiering nätverk policy riktlinje samarbetsavtal strategi
        styrdokument utlysning vänort
    """
    assert {word.lower() for facts in loading.read() for word in _words(facts)} >= {*used.split()}


def _words(facts: dict[str, str]) -> list[str]:
    return [facts["term_sv"], *facts["synonyms_sv"].splitlines()]


@pytest.mark.long
def test_loading_again_keeps_what_an_editor_has_written(site: MunicipalityProfile) -> None:
    merge = Merge("reference")
    loading.store(merge=merge)
    merge.remember()
    changed = term_named("vanort")
    changed.explanation_sv = "Redaktörens egna ord."
    changed.save()
    term_named("kommun").delete()
    again = Merge("reference")
    loading.store(merge=again)
    assert term_named("vanort").explanation_sv == "Redaktörens egna ord."
    assert term_named("kommun") is None


def term_named(slug: str) -> Any:
    return GlossaryTerm.objects.filter(slug=slug).first()


def test_the_first_use_of_a_term_on_a_page_leads_to_the_glossary(
    client: Client, site: MunicipalityProfile
) -> None:
    term("kommun", "kommun", "municipality")
    term("stadsnat", "nätverk", "network", synonyms_sv="nätverket")
    for number in (1, 2):
        Body.objects.create(
            profile=site,
            key=f"b{number}",
            kind="office",
            name_sv=f"Kontor {number}",
            name_en=f"Office {number}",
            responsibility_sv="Nätverket i en kommun & <b>kommuner</b>, kommun.",
        )
    markup = page(client, PATHS["sv"]["how"])
    assert markup.count('href="/sv/ordlista/#kommun"') == 1
    assert markup.count('<a class="term" href="/sv/ordlista/#stadsnat">Nätverket</a>') == 1
    assert "&amp; &lt;b&gt;kommuner&lt;/b&gt;, kommun." in markup
    # In English the Swedish text is shown as it is: its words are explained in Swedish.
    markup = page(client, PATHS["en"]["how"])
    assert 'class="term"' not in markup
    assert '<dd lang="sv">Nätverket i en kommun' in markup


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("kommunen", ""),
        ("Kommun", "kommun"),
        ("EU-program och program", "eu-program"),
        ("c++ (x) [", ""),
        ("kommunstyrelse leder", "ks"),
    ],
)
def test_only_whole_words_are_linked(text: str, found: str) -> None:
    terms = [
        term("kommun", "kommun", "municipality"),
        term("eu-program", "EU-program", "EU programme"),
        term("ks", "kommunstyrelse (KS)", "board"),
        term("plus", "c+(", "c+("),
    ]
    pieces = list(glosses(terms, "sv").pieces(text))
    assert "".join(piece for piece, _slug in pieces) == text
    assert [slug for _piece, slug in pieces if slug] == ([found] if found else [])


def test_without_terms_or_without_the_page_texts_are_plain(
    client: Client, site: MunicipalityProfile
) -> None:
    assert list(glosses([], "sv").pieces("kommun")) == [("kommun", "")]
    term("kommun", "kommun", "municipality")
    site.network_note_sv = "En kommun."
    site.save()
    GlossaryPage.objects.get(locale__language_code="sv").unpublish()
    assert "En kommun." in page(client, PATHS["sv"]["how"])


def main(client: Client, url: str) -> str:
    return page(client, url).partition("<main")[2].partition("</main")[0]


def test_search_finds_the_page_by_its_terms(client: Client, site: MunicipalityProfile) -> None:
    term("vanort", "vänort", "twin town", synonyms_sv="systerstad")
    for language, word in (("sv", "systerstad"), ("en", "twin+town")):
        with override(language):
            address = reverse("site_search")
        assert f'href="{PATHS[language]["glossary"]}"' in main(client, f"{address}?q={word}")
    GlossaryTerm.objects.all().delete()
    assert not check(kind="page")


@pytest.mark.any_database
def test_it_costs_the_same_for_many_terms(
    client: Client, site: MunicipalityProfile, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    term("a", "a", "a")
    page(client, PATHS["sv"]["glossary"])
    with django_assert_max_num_queries(30) as few:
        page(client, PATHS["sv"]["glossary"])
    most = len(few)  # the next request begins the count anew
    for number in range(30):
        term(f"t{number}", f"t{number}", f"t{number}")
    page(client, PATHS["sv"]["glossary"])  # what is kept until something changes
    with django_assert_max_num_queries(most):
        page(client, PATHS["sv"]["glossary"])
