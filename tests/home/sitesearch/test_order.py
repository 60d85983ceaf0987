"""What is called just so comes first, then the group with the best hit; each in one language."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.models import MunicipalityProfile
from network.models import Body
from opportunities.models import Programme
from tests.factories.calls import call
from tests.factories.core import DocumentFactory
from tests.factories.projects import project, project_page
from tests.factories.towns import town, with_pages
from tests.home.sitesearch.pages import add, groups, titles, translation
from tests.required import required

pytestmark = pytest.mark.django_db
Ask = Callable[..., BeautifulSoup]


@pytest.fixture
def _one_of_each(profile: MunicipalityProfile) -> None:
    """One of each kind, and of each other kind something that says more of the same."""
    with_pages()
    names = ["Vatten i byar", "Rent hav", "Blå plan", "Esbo", "Espoo", "Havsnämnden", "Open seas"]
    for name in (*names, "Water in villages", "Committee of the seas", "Closed seas", "Om oss"):
        call(f"{name}, {name}: more", keywords=[name, f"all {name}"], description=f"{name}. " * 9)
        add(f"Mer: {name} och {name}", lead=f"{name}. {name}.")
    page = add("Vatten i byar")
    translation(page, "Water in villages")
    add("Om oss")
    project_page(project("Rent hav"))
    DocumentFactory.create(title="Blå plan")
    town("espoo", name="Espoo", name_sv="Esbo", country="FI")
    town("siauliai", name="Šiauliai", country="LT")
    Programme.objects.create(
        slug="seas", short="SEA", name_sv="Programmet för haven", name_en="Seas Programme"
    )
    Body.objects.create(
        profile=profile,
        key="board",
        kind="committee",
        name_sv="Havsnämnden",
        name_en="Committee of the seas",
    )
    call("Open seas", days=90)
    call("Closed seas", days=-90, opened=-200)


@pytest.mark.usefixtures("_one_of_each")
@pytest.mark.parametrize(
    ("q", "language", "title", "group"),
    [
        ("vatten i BYAR", "sv", "Vatten i byar", "Sidor"),
        ("Water in villages", "sv", "Vatten i byar", "Sidor"),
        ("vatten i byar", "en", "Water in villages", "Pages"),
        ("om oss", "sv", "Om oss", "Sidor"),  # small words alone
        ("Rent hav", "sv", "Rent hav", "Projekt"),
        ("“Blå plan”", "sv", "Blå plan", "Dokument"),
        ("Esbo", "sv", "Esbo (Espoo)", "Vänorter"),
        ("Espoo", "sv", "Esbo (Espoo)", "Vänorter"),
        ("Esbo", "en", "Espoo", "Twin towns"),
        ("siauliai", "sv", "Šiauliai", "Vänorter"),
        ("SEA", "sv", "Programmet för haven", "Program"),
        ("seas programme", "sv", "Programmet för haven", "Program"),
        ("Havsnämnden", "sv", "Havsnämnden", "Organisation"),
        ("committee of the seas", "sv", "Havsnämnden", "Organisation"),
        ("open seas", "sv", "Open seas", "Utlysningar"),
        ("closed seas", "sv", "Closed seas", "Utlysningar"),
    ],
)
def test_the_exact_title_of_anything_comes_first(
    ask: Ask, q: str, language: str, title: str, group: str
) -> None:
    soup = ask(q, language)
    assert titles(soup)[0] == title
    assert next(iter(groups(soup))) == group


def test_the_group_with_the_best_hit_comes_first(profile: MunicipalityProfile, ask: Ask) -> None:
    call("A call", description="Among much else about fladdermöss.")
    DocumentFactory.create(title="Fladdermöss i kommunen")
    assert list(groups(ask("fladdermöss"))) == ["Dokument", "Utlysningar"]
    add("Något helt annat", lead="Om fladdermöss, bland annat.")
    call("Fladdermöss och fladdermöss", keywords=["fladdermöss"])
    assert list(groups(ask("fladdermöss"))) == ["Utlysningar", "Dokument", "Sidor"]


@pytest.mark.parametrize(
    ("language", "q", "marked"),
    [
        ("sv", "grodor", "grodor"),
        ("en", "frogs", "frogs"),
        ("en", "grodor", "frogs"),
        ("en", "Kallhäll", "Kallhäll"),  # in Swedish alone
    ],
)
def test_a_snippet_is_in_one_language_and_in_the_readers_where_it_can_be(
    profile: MunicipalityProfile, ask: Ask, language: str, q: str, marked: str
) -> None:
    Programme.objects.create(
        slug="frogs",
        name_sv="Damm",
        name_en="Pond",
        about_sv="Pengar till grodor och LIFE i Kallhäll.",
        about_en="Money for frogs and LIFE.",
    )
    snippet = required(ask(q, language).select_one(".snippet"))
    assert required(snippet.mark).get_text() == marked
    sentences = {
        "sv": "Pengar till grodor och LIFE i Kallhäll.",
        "en": "Money for frogs and LIFE.",
    }
    shown = "en" if marked == "frogs" else "sv"
    assert snippet.get_text().strip() == sentences[shown]
    assert snippet.get("lang") == (shown if shown != language else None)
    both = required(ask("LIFE", language).select_one(".snippet")).get_text().strip()
    assert both == sentences[language]


def test_visitors_find_pages_in_the_other_language_marked_as_such(
    profile: MunicipalityProfile, ask: Ask
) -> None:
    add("Fladdermöss", lead="Om fladdermöss.")
    page = add("Här")
    translation(page, "Badgers", lead="On badgers.")
    page.delete()
    soup = ask("fladdermöss", "en")
    assert titles(soup) == ["Fladdermöss"]
    assert required(soup.select_one(".line-title"))["lang"] == "sv"
    assert "in Swedish" in required(soup.select_one(".hit .meta")).get_text()
    soup = ask("badgers")
    assert titles(soup) == ["Badgers"]
    assert "på engelska" in required(soup.select_one(".hit .meta")).get_text()


@pytest.mark.usefixtures("_one_of_each")
def test_the_question_is_analysed_once(client: Client) -> None:
    client.get("/sv/sok/", {"q": "hav"})
    with CaptureQueriesContext(connection) as captured:
        client.get("/sv/sok/", {"q": "vatten hav"})
    asked = [query["sql"] for query in captured if "core_vocabularyterm" in query["sql"]]
    assert len(asked) == 1
