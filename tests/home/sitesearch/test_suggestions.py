"""What the search suggests while somebody types, with and without script."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.models import MunicipalityProfile, VocabularyWord
from tests.factories.calls import area, call
from tests.home.sitesearch.pages import add, suggested, titles
from tests.required import required

pytestmark = pytest.mark.django_db


def test_suggestions_are_titles_areas_and_words_that_begin_so(
    profile: MunicipalityProfile, client: Client
) -> None:
    orter = area("orter", name_sv="Öppna orter", name_en="Open towns")
    VocabularyWord.objects.create(area=orter, language="sv", word="öppenhet")
    add("Så öppnar vi data")
    add("Stöppel")
    call("ÖPPNA system för alla")
    call("Öppna förr", days=-5, opened=-90)
    expected = ["Öppna orter", "öppenhet", "ÖPPNA system för alla", "Så öppnar vi data"]
    assert suggested(client, "öpp") == expected
    assert suggested(client, "data öpp") == ["Så öppnar vi data"]
    assert suggested(client, "opp") == suggested(client, " ") == suggested(client, "%") == []
    assert suggested(client, "open", "/en/search/suggestions/") == ["Open towns"]


def test_suggestions_are_a_page_of_their_own_without_script(
    profile: MunicipalityProfile, client: Client
) -> None:
    add("Vattenråd")
    form = BeautifulSoup(client.get("/sv/sok/").content, "html.parser")
    offer = required(form.select_one("noscript button"))
    soup = BeautifulSoup(client.get(str(offer["formaction"]), {"q": "vat"}).content, "html.parser")
    assert required(soup.h1).get_text() == "Förslag"
    link = required(soup.select_one(".suggestions a"))
    soup = BeautifulSoup(client.get(str(link["href"])).content, "html.parser")
    assert titles(soup) == ["Vattenråd"]


def test_there_are_at_most_eight_suggestions_from_three_queries(
    profile: MunicipalityProfile, client: Client
) -> None:
    for number in range(20):
        add(f"Vatten {number}")
    suggested(client, "vat")
    with CaptureQueriesContext(connection) as captured:
        assert len(suggested(client, "vat")) == 8
    assert len(captured) <= 3
