"""What the search suggests while somebody types, with and without script."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.models import MunicipalityProfile, VocabularyConcept, VocabularyWord
from tests.factories.calls import area, call
from tests.factories.core import UserFactory
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
    found = suggested(client, "öpp")
    assert [text for text in found if text in expected] == expected
    assert "öppen" in found  # the vocabulary's
    assert suggested(client, "data öpp") == ["Så öppnar vi data"]
    assert not set(expected) & set(suggested(client, "opp"))
    assert suggested(client, " ") == suggested(client, "%") == []
    assert suggested(client, "open", "/en/search/suggestions/")[0] == "Open towns"


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


def test_a_call_is_suggested_by_a_swedish_word_to_whoever_may_read_it(
    profile: MunicipalityProfile, client: Client
) -> None:
    call("Sewage of small towns", days=20)
    call("Sewage of all towns", visibility="network", days=10)
    call("Sewage of yesterday", days=-9, opened=-90)
    add("Avlopp i byarna")
    found = suggested(client, "avlo")
    assert found[0] == "avlopp"
    assert found[-2:] == ["Avlopp i byarna", "Sewage of small towns"]
    answer = client.get("/sv/sok/forslag/", {"q": "avlo"}).content.decode()
    assert "utlysning, hittas med ”avlopp”" in answer
    client.force_login(UserFactory.create(is_superuser=True))
    assert suggested(client, "avlo")[-2:] == ["Sewage of all towns", "Sewage of small towns"]
    assert suggested(client, "sewa", "/en/search/suggestions/")[0] == "sewage"
    VocabularyConcept.objects.update(in_use=False)
    assert suggested(client, "avlo") == ["Avlopp i byarna"]


def test_there_are_at_most_eight_suggestions_from_a_handful_of_queries(
    profile: MunicipalityProfile, client: Client
) -> None:
    for number in range(20):
        add(f"Vatten {number}")
        call(f"Water {number}")
    suggested(client, "vat")
    with CaptureQueriesContext(connection) as captured:
        assert len(suggested(client, "vat")) == 8
    assert len(captured) <= 12
